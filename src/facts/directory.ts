import * as v from 'valibot'
import {defineFact} from '../core/fact.ts'

/** How the directory answered. What keeps it from being asked is an answer too. */
const shape = v.variant('answer', [
  v.object({
    answer: v.literal('open'),
    server: v.string(),
    base: v.string(),
    found: v.picklist(['given', 'srv']),
  }),
  v.object({answer: v.literal('credentials'), server: v.string(), user: v.string(), reason: v.string()}),
  v.object({answer: v.literal('broken'), server: v.string(), detail: v.string()}),
])
export type DirectoryAnswer = v.InferOutput<typeof shape>

export const directory = defineFact<DirectoryAnswer>({
  key: 'directory',
  about: 'the directory server',
  shape,
  identifies: ['/server', '/base', '/user'],
})
