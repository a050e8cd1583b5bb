import * as v from 'valibot'
import {defineFact} from '../core/fact.ts'

/** Which directory: one that was named, one found in DNS, or that of the domain the machine is in. */
const found = v.picklist(['given', 'srv', 'domain'])

/** How the directory answered. What keeps it from being asked is an answer too. */
const shape = v.variant('answer', [
  v.object({
    answer: v.literal('open'),
    server: v.string(),
    base: v.string(),
    found,
  }),
  v.object({
    answer: v.literal('credentials'),
    server: v.string(),
    found,
    user: v.string(),
    reason: v.string(),
  }),
  v.object({answer: v.literal('broken'), server: v.string(), found, detail: v.string()}),
])
export type DirectoryAnswer = v.InferOutput<typeof shape>

export const directory = defineFact<DirectoryAnswer>({
  key: 'directory',
  about: 'the directory server',
  shape,
  identifies: {host: ['/server'], name: ['/base'], user: ['/user'], text: ['/reason', '/detail']},
})
