import * as v from 'valibot'
import {defineFact} from '../core/fact.ts'
import {failure} from './path.ts'

const common = {host: v.string(), resource: v.string()}

/** What the token service answered to the extension's own request. The token itself is never kept. */
const shape = v.variant('answer', [
  v.object({...common, answer: v.literal('granted'), lifetimeMs: v.number()}),
  v.object({
    ...common,
    answer: v.literal('refused'),
    status: v.number(),
    /** OAuth 2.0 error code. */
    error: v.string(),
    /** AADSTS numbers, the telling one first. */
    codes: v.array(v.number()),
    description: v.string(),
  }),
  v.object({...common, answer: v.literal('unreachable'), failure}),
  v.object({...common, answer: v.literal('not-a-token-service'), status: v.nullable(v.number())}),
])
export type Token = v.InferOutput<typeof shape>

export const token = defineFact<Token>({
  key: 'token',
  about: 'the token service’s answer to the extension’s certificate',
  shape,
  identifies: {text: ['/host', '/resource', '/description', '/failure/detail']},
  measured: ['/lifetimeMs', '/description'],
})
