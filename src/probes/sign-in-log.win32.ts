import {extensionChannels, historyMs} from '../catalogue/events.ts'
import {isNobody} from '../catalogue/nobody.ts'
import {logEvent} from '../codecs/nps-log/log-event.ts'
import {npsService} from '../facts/nps-service.ts'
import {type SignInLog, signInLog} from '../facts/sign-in-log.ts'
import type {LogEntry} from '../logs/entry.ts'
import {fromEvent} from '../logs/from-event.ts'
import {defineProbe} from '../world/probe.ts'
import {furtherQueries, npsQueries, ofExtension} from './shared/asked-events.ts'
import {noNps} from './shared/no-nps.ts'
import {lately, oneSourceEach, readEvents} from './shared/read-events.ts'

export default defineProbe({
  fact: signInLog,
  on: ['win32'],
  via: 'the event logs',
  permission: 'administrator, for the Security log',
  needs: {},
  wants: {npsService},
  timeoutMs: 5_000,
  look: async ({npsService: service}, {windows}): Promise<SignInLog> => {
    if (service?.present === false) throw noNps
    const {since, until} = lately(historyMs)
    const own = extensionChannels(await windows.eventChannels())
    const queries = [
      ...own.map((channel) => ({channel, limit: ofExtension})),
      ...npsQueries,
      ...furtherQueries,
    ]
    const answers = await Promise.all(queries.map((query) => readEvents(windows, query, since)))
    const entries = answers
      .flatMap(({events}) => events.flatMap((event) => fromEvent(logEvent(event)) ?? []))
      .filter(({user}) => !isNobody(user))
    return {
      sources: oneSourceEach(answers),
      since,
      until,
      entries: entries.sort((a, b) => a.at - b.at).map(told),
    }
  },
})

/** Without what it does not tell. */
const told = (entry: LogEntry) =>
  Object.fromEntries(
    Object.entries(entry).filter(([, value]) => value !== null),
  ) as SignInLog['entries'][number]
