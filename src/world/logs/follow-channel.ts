import {channels, extensionChannels, securityEvents, systemEvents} from '../../catalogue/events.ts'
import {readEvent} from '../../codecs/event-xml.ts'
import {logEvent} from '../../codecs/nps-log/log-event.ts'
import type {WinApi} from '../windows/api.ts'
import type {Follower} from './follower.ts'

/** Several times a second, so that what NPS and its extension write of one answer is told within that second. */
const everyMs = 300
/** A look at a channel may take so long; one that Windows needs long for is made seldomer. */
const lookMs = 5_000
const idleTimes = 3
/** Two looks overlap by so much, as Windows puts events into a channel some time after they were written. */
const overlapMs = 3_000
/** What was written longer ago than this is in the channel. */
const writtenMs = 100
/** So many of one look are read; of more the oldest are lost. */
const limit = 2_000

const switchedOff = new Error('it is switched off, so nothing is written to it')

const ids = (numbers: readonly number[]) => `(${numbers.map((id) => `EventID=${id}`).join(' or ')}) and `

/** The live channels that tell of sign-ins and of requests that NPS drops. */
export async function followChannels(windows: WinApi): Promise<Follower[]> {
  return [
    ...extensionChannels(await windows.eventChannels()).map((name) => channel(windows, name, '')),
    channel(windows, channels.security, ids(Object.values(securityEvents))),
    channel(windows, channels.system, ids(Object.values(systemEvents))),
  ]
}

function channel(windows: WinApi, name: string, which: string): Follower {
  /** What the last look has shown: time and number of an event, as a cleared log counts anew. */
  let seen: ReadonlySet<string> | null = null
  let lookedAt = performance.now()
  let said: string | null = null
  const say = (note: string | null) => {
    if (note !== null && note !== said) follower.notes.push(note)
    said = note
  }
  const follower: Follower = {
    name,
    everyMs,
    state: 'absent',
    until: null,
    notes: [],
    async read(take) {
      const begun = performance.now()
      const until = Date.now() - writtenMs
      const backMs = Math.ceil(begun - lookedAt) + overlapMs
      const xpath = `*[System[${which}TimeCreated[timediff(@SystemTime) <= ${backMs}]]]`
      try {
        const found = await windows.events({channel: name, xpath, limit, ownMs: lookMs})
        if (found !== null && seen === null && (await windows.channelEnabled(name)) === false)
          throw switchedOff
        follower.state = found === null ? 'absent' : 'reading'
        // What was there when the watch began is history.
        const before = seen
        const fresh = (found ?? []).filter((xml) => !before?.has(keyOf(xml)))
        say(
          before !== null && fresh.length === limit
            ? `more than ${limit} events at once: some were not read`
            : null,
        )
        seen = new Set((found ?? []).map(keyOf))
        lookedAt = begun
        follower.until = until
        for (const xml of fresh.toReversed()) {
          const event = readEvent(xml)
          if (event) take({format: 'event XML', event: logEvent(event)}, before === null)
        }
      } catch (error) {
        follower.state = 'unreadable'
        say((error as Error).message)
      }
      follower.everyMs = Math.max(everyMs, idleTimes * (performance.now() - begun))
    },
    close: () => Promise.resolve(),
  }
  return follower
}

const keyOf = (xml: string): string =>
  `${/<EventRecordID>(\d{1,20})</.exec(xml)?.[1]} ${/SystemTime=["']([^"']{1,40})["']/.exec(xml)?.[1]}`
