import * as v from 'valibot'
import {defineFact} from '../core/fact.ts'
import {eventSource} from './event-source.ts'
import {time} from './time.ts'

/** What NPS and its surroundings wrote into the event logs in the last day, counted; without names of users. */
const shape = v.object({
  sources: v.array(eventSource),
  since: v.string(),
  until: v.string(),
  entries: v.array(
    v.object({
      source: v.picklist(['security', 'nps', 'schannel', 'gateway']),
      event: v.number(),
      /** Reason code of NPS, error code of the RD Gateway. */
      reason: v.nullable(v.number()),
      /** Address of the RADIUS client. */
      client: v.nullable(v.string()),
      count: v.number(),
      first: time,
      last: time,
      users: v.number(),
    }),
  ),
})
export type NpsEvents = v.InferOutput<typeof shape>
export type NpsEntry = NpsEvents['entries'][number]

export const npsEvents = defineFact<NpsEvents>({
  key: 'nps-events',
  about: 'the events of NPS of the last day',
  shape,
  identifies: {host: ['/entries/*/client'], text: ['/sources/*/detail']},
  measured: ['/since', '/until', '/sources/*/since', '/entries/*/first', '/entries/*/last'],
})
