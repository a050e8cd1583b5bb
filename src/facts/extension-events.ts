import * as v from 'valibot'
import {defineFact} from '../core/fact.ts'
import {eventSource} from './event-source.ts'
import {time} from './time.ts'

/** What the extension wrote into its event channels in the last day, counted; without names and texts. */
const shape = v.object({
  /** All of its channels that exist; none where the extension is not installed. */
  sources: v.array(eventSource),
  /** ISO: events between these times were looked for. */
  since: time,
  until: time,
  accepted: v.object({count: v.number(), last: v.nullable(time)}),
  problems: v.array(
    v.object({
      kind: v.picklist(['exception', 'rejected', 'challenge', 'ignored', 'other']),
      /** Error code, result value of the MFA service, or state of the request; else "event" and its number. */
      code: v.string(),
      /** The registry value that is spoken of. */
      key: v.nullable(v.string()),
      aadsts: v.nullable(v.number()),
      /** Native code of the token library, signed. */
      handle: v.nullable(v.number()),
      count: v.number(),
      first: time,
      last: time,
      /** How many different names they speak of. */
      users: v.number(),
    }),
  ),
})
export type ExtensionEvents = v.InferOutput<typeof shape>
export type ExtensionProblem = ExtensionEvents['problems'][number]

export const extensionEvents = defineFact<ExtensionEvents>({
  key: 'extension-events',
  about: 'the extension’s events of the last day',
  shape,
  identifies: {text: ['/sources/*/detail']},
  measured: [
    '/since',
    '/until',
    '/sources/*/since',
    '/accepted/last',
    '/problems/*/first',
    '/problems/*/last',
  ],
})
