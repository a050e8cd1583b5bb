import * as v from 'valibot'
import {entryKinds, entrySources, entryTraits} from '../catalogue/log-entries.ts'
import {defineFact} from '../core/fact.ts'
import {eventSource} from './event-source.ts'
import {moment, time} from './time.ts'

const name = v.optional(v.string())
const number = v.optional(v.number())

/** What the event logs tell of single sign-ins, oldest first; a field that an event does not tell is absent. */
const shape = v.object({
  sources: v.array(eventSource),
  /** ISO: events between these times were looked for. */
  since: time,
  until: time,
  entries: v.array(
    v.object({
      at: moment,
      kind: v.picklist(entryKinds),
      source: v.picklist(entrySources),
      server: name,
      user: name,
      domain: name,
      nas: name,
      address: name,
      thread: name,
      reason: number,
      code: name,
      aadsts: number,
      handle: number,
      key: name,
      method: name,
      policy: name,
      trait: v.optional(v.picklist(entryTraits)),
    }),
  ),
})
export type SignInLog = v.InferOutput<typeof shape>

export const signInLog = defineFact<SignInLog>({
  key: 'sign-in-log',
  about: 'the sign-ins of the last days in the event logs',
  shape,
  identifies: {
    user: ['/entries/*/user'],
    host: ['/entries/*/server', '/entries/*/nas', '/entries/*/address', '/entries/*/domain'],
    guid: ['/entries/*/thread'],
    name: ['/entries/*/policy'],
    text: ['/sources/*/detail'],
  },
  measured: ['/since', '/until', '/sources/*/since', '/entries/*/at', '/entries/*/thread'],
})
