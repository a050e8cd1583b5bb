import {eventWindowMs} from '../catalogue/events.ts'
import {isNobody} from '../catalogue/nobody.ts'
import type {WindowsEvent} from '../codecs/event-xml.ts'
import {type NpsEvents, npsEvents} from '../facts/nps-events.ts'
import {npsService} from '../facts/nps-service.ts'
import {defineProbe} from '../world/probe.ts'
import {npsQueries} from './shared/asked-events.ts'
import {noNps} from './shared/no-nps.ts'
import {lately, oneSourceEach, readEvents} from './shared/read-events.ts'
import {tally} from './shared/tally.ts'

export default defineProbe({
  fact: npsEvents,
  on: ['win32'],
  via: 'the event logs',
  permission: 'administrator, for the Security log',
  needs: {},
  wants: {npsService},
  timeoutMs: 5_000,
  look: async ({npsService: service}, {windows}): Promise<NpsEvents> => {
    if (service?.present === false) throw noNps
    const {since, until} = lately(eventWindowMs)
    const answers = await Promise.all(
      npsQueries.map(async (one) => ({...(await readEvents(windows, one, since)), from: one.source})),
    )
    const happenings = answers.flatMap(({events, from}) =>
      events.map((event) => ({
        kind: {source: from, event: event.id, reason: reasonOf(event), client: clientOf(event)},
        at: event.at,
        user: named(event, 'SubjectUserName', 'Username'),
      })),
    )
    const real = happenings.filter(({user}) => !isNobody(user))
    return {sources: oneSourceEach(answers), since, until, entries: tally(real)}
  },
})

/** The first of these fields that says something. */
const named = ({data}: WindowsEvent, ...names: string[]): string | null =>
  data.find(({name, text}) => name !== null && names.includes(name) && text !== '-')?.text ?? null

function reasonOf(event: WindowsEvent): number | null {
  const text = named(event, 'ReasonCode', 'ErrorCode')
  return text !== null && /^\d{1,9}$/.test(text) ? Number(text) : null
}

const address = /^(?=.*\d)[\da-f.:]{3,45}$/i

/** In the Security log a field has the name; the events of the source NPS have nameless insertions. */
const clientOf = (event: WindowsEvent): string | null =>
  [named(event, 'ClientIPAddress') ?? [], event.provider === 'NPS' ? event.data.map(({text}) => text) : []]
    .flat()
    .map((text) => text.trim())
    .find((text) => address.test(text)) ?? null
