import * as v from 'valibot'
import {defineFact} from '../core/fact.ts'
import {failure} from './path.ts'

const host = v.string()

/** What came in the place of an answer of the MFA service. */
const unanswered = [
  /** HTTP 401: the token is not accepted. */
  v.object({answer: v.literal('token-refused'), host, status: v.number()}),
  v.object({answer: v.literal('unreachable'), failure}),
  v.object({answer: v.literal('not-the-service'), host, status: v.number()}),
  /** It names a host that the token must not go to. */
  v.object({answer: v.literal('sent-away'), host}),
] as const
const unansweredShape = v.variant('answer', unanswered)
export type Unanswered = v.InferOutput<typeof unansweredShape>

/** What the MFA service answers to the extension's token, asked about a user who cannot exist. */
const shape = v.variant('answer', [
  v.object({
    answer: v.literal('said'),
    host,
    /** "UserNotFound" is what is to be expected. */
    result: v.string(),
    message: v.string(),
    renewCertificate: v.boolean(),
  }),
  ...unanswered,
])
export type MfaServiceAnswer = v.InferOutput<typeof shape>

export const mfaService = defineFact<MfaServiceAnswer>({
  key: 'mfa-service',
  about: 'whether the MFA service accepts the extension’s token',
  shape,
  identifies: {text: ['/host', '/message', '/failure/detail']},
  measured: ['/message'],
})
