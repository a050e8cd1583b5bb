import {historyMs} from '../../catalogue/events.ts'
import {readEvent, type WindowsEvent} from '../../codecs/event-xml.ts'
import {CannotKnow} from '../../core/evidence.ts'
import type {EventSource} from '../../facts/event-source.ts'
import type {WinApi} from '../../world/windows/api.ts'

export interface Asked {
  channel: string
  provider?: string
  ids?: readonly number[]
  /** For this long back, in milliseconds; `historyMs` where it is not said. */
  windowMs?: number
  /** Of more events than these the newest are read. */
  limit: number
}

export interface Answered {
  source: EventSource
  events: WindowsEvent[]
}

const xpath = ({provider, ids, windowMs = historyMs}: Asked) =>
  `*[System[${[
    ...(provider === undefined ? [] : [`Provider[@Name='${provider}']`]),
    ...(ids === undefined ? [] : [`(${ids.map((id) => `EventID=${id}`).join(' or ')})`]),
    `TimeCreated[timediff(@SystemTime) <= ${windowMs}]`,
  ].join(' and ')}]]`

/** From so many milliseconds ago until now. ISO. */
export function lately(ms: number): {since: string; until: string} {
  const now = Date.now()
  return {since: new Date(now - ms).toISOString(), until: new Date(now).toISOString()}
}

/** What an answer says, for whoever asks for it: the same answer is read once in a run. */
const known = new WeakMap<readonly string[], WindowsEvent[]>()
function eventsIn(found: readonly string[]): WindowsEvent[] {
  const events = known.get(found) ?? found.flatMap((xml) => readEvent(xml) ?? [])
  known.set(found, events)
  return events
}

/** The newest events of a channel since a time, or why there are none to be had; another channel is none the worse. */
export async function readEvents(windows: WinApi, asked: Asked, since: string): Promise<Answered> {
  const {channel, limit} = asked
  const without = (state: EventSource['state'], detail: string | null = null): Answered => ({
    source: {channel, state, detail, since: null},
    events: [],
  })
  try {
    const found = await windows.events({channel, xpath: xpath(asked), limit})
    if (found === null) return without('absent')
    if (found.length === 0 && (await recordsNothing(windows, channel))) return without('disabled')
    const all = eventsIn(found)
    if (found.length > 0 && all.length === 0)
      return without('failed', `none of its ${found.length} events could be read`)
    const events = all.filter((event) => event.at >= since && matches(event, asked))
    const oldest = all.reduce((at, event) => (event.at < at ? event.at : at), all[0]?.at ?? since)
    const reach = found.length < limit || oldest < since ? since : oldest
    return {source: {channel, state: 'read', detail: null, since: reach}, events}
  } catch (error) {
    if (!(error instanceof CannotKnow) || ofAll(error)) throw error
    return without(error.why === 'denied' ? 'denied' : 'failed', error.message)
  }
}

/** Windows itself cannot be asked: a failure of its own names the function. */
const ofAll = (error: CannotKnow) =>
  error.why === 'unsupported' || (error.why === 'error' && !('call' in error))

// Windows answers with what the query asks for; a stand-in may answer with more.
const matches = ({provider, id}: WindowsEvent, {provider: wanted = provider, ids}: Asked) =>
  provider.toLowerCase() === wanted.toLowerCase() && (ids?.includes(id) ?? true)

const recordsNothing = async (windows: WinApi, channel: string) =>
  (await windows.channelEnabled(channel)) === false

/** Several looks at one channel as one source: the first that failed speaks for all, and the shortest time back. */
export function oneSourceEach(answers: readonly Answered[]): EventSource[] {
  const sources = new Map<string, EventSource>()
  for (const {source} of answers) {
    const other = sources.get(source.channel)
    const worse = other?.state === 'read' && (source.state !== 'read' || source.since! > other.since!)
    if (!other || worse) sources.set(source.channel, source)
  }
  return [...sources.values()]
}
