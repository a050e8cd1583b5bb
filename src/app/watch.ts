import {setTimeout as pause} from 'node:timers/promises'
import type {ToldAttempt} from '../core/attempt.ts'
import {plain} from '../core/words.ts'
import type {LogEntry} from '../logs/entry.ts'
import {type Clock, fromRecord} from '../logs/from-record.ts'
import {userKey} from '../logs/join.ts'
import {Fold} from '../logs/watch/fold.ts'
import {Watched} from '../logs/watch/watched.ts'
import {followChannels} from '../world/logs/follow-channel.ts'
import {followFile} from '../world/logs/follow-file.ts'
import type {Follower} from '../world/logs/follower.ts'
import {type WindowsDoor, windowsDoor} from '../world/windows/door.ts'
import {localClock} from './entry-log.ts'

export interface Watch {
  /** Logs that are written now; none: the live channels. */
  files: readonly string[]
  /** User principal names; empty: everybody. */
  users: readonly string[]
  /** Ends the watch. */
  signal: AbortSignal
  /** It ends by itself after so many milliseconds. */
  forMs?: number
  /** Told one after the other; the next are not told before this is done. */
  onAttempts(told: readonly ToldAttempt[]): Promise<void>
  /** What is to be known of a log: that it cannot be read, or is waited for. */
  onNote(note: string): void
  /** It has begun: what is written from now on is told. */
  onBegun?(): void
  /** Whose channels are read: this machine's, unless it is another that is told. */
  windows?: WindowsDoor
}

/** How often it is looked whether there is something to tell. */
const tickMs = 50
/** So long somebody who does not read on is waited for at the end. */
const slowReaderMs = 1_000
const lastLookMs = 500

/** Follows logs until it is called off; answers with the exit status: 0 nobody refused, 1 somebody was, 3 nothing was read. */
export async function watchSignIns(watch: Watch): Promise<0 | 1 | 3> {
  const {files, forMs, signal, windows = windowsDoor()} = watch
  let followers: readonly Follower[] = []
  try {
    followers =
      files.length > 0
        ? files.map((file, index) => followFile(file, `FILE ${index + 1}`))
        : await followChannels(windows.api)
    const teller = tellerOf(watch)
    const clock = localClock()
    const look = (some: readonly Follower[]) => readOn(some, teller.watched, clock, watch)
    await look(followers)
    if (followers.every(({state}) => state === 'unreadable')) return 3
    watch.onBegun?.()
    const ending = new AbortController()
    const times = forMs === undefined ? [] : [AbortSignal.timeout(forMs)]
    const over = AbortSignal.any([signal, ending.signal, ...times])
    const reading = lookAgain(followers, look, over)
    await teller.until(over).finally(() => ending.abort())
    // What has been written by now is told, too, unless it takes long to be read.
    await Promise.race([reading.then(() => look(followers)), pause(lastLookMs)])
    await teller.end()
    if (teller.refused()) return 1
    return followers.some(({state}) => state === 'reading') ? 0 : 3
  } finally {
    await Promise.all(followers.map((follower) => follower.close()))
    windows.close()
  }
}

/** Looks at each log as often as it wants to be looked at, at several together where that is at the same time. */
async function lookAgain(
  followers: readonly Follower[],
  look: (some: readonly Follower[]) => Promise<void>,
  over: AbortSignal,
): Promise<void> {
  const looked = new Map<Follower, number>()
  const leftOf = (follower: Follower) => (looked.get(follower) ?? 0) + follower.everyMs - performance.now()
  for (const follower of followers) looked.set(follower, performance.now())
  while (!over.aborted) {
    await pause(Math.max(0, Math.min(...followers.map(leftOf))), undefined, {signal: over}).catch(() => {})
    const due = followers.filter((follower) => leftOf(follower) <= 0)
    if (over.aborted) return
    await look(due)
    for (const follower of due) looked.set(follower, performance.now())
  }
}

/** What logs have that were looked at together is taken in the order in which it came to pass. */
async function readOn(
  followers: readonly Follower[],
  watched: Watched,
  clock: Clock,
  {onNote}: Watch,
): Promise<void> {
  const fresh: LogEntry[] = []
  await Promise.all(
    followers.map((follower) =>
      follower.read((record, old) => {
        const entry = fromRecord(record, clock)
        if (!entry) return
        // Whether the extension is asked at all is told by its log, also by what stood in it before.
        if (tellsOfRequests.has(entry.kind)) watched.extensionRead(entry.at, false)
        if (!old) fresh.push(entry)
      }),
    ),
  )
  const now = performance.now()
  for (const entry of fresh.sort((a, b) => a.at - b.at)) watched.add(entry, now)
  for (const {name, until, notes} of followers) {
    if (until !== null && isRequestLog(name)) watched.extensionRead(until, true)
    for (const note of notes.splice(0)) onNote(`${plain(name)}: ${plain(note)}.`)
  }
}

/** What only the extension's log of requests has. */
const tellsOfRequests: ReadonlySet<string> = new Set(['accepted', 'asked-code', 'passed-by'])
const isRequestLog = (channel: string) => /AuthZOptCh$/i.test(channel)

/** Says what there is to say as it becomes known, and no more than a reader takes. */
function tellerOf({users, onAttempts}: Watch) {
  const watched = new Watched(
    ({user, kind}) => kind === 'event' || users.length === 0 || isOneOf(users, user),
  )
  const fold = new Fold()
  let refused = false
  let telling: Promise<void> | null = null
  let failure: unknown
  const say = (attempts: readonly ToldAttempt[]): Promise<void> =>
    attempts.length > 0 ? onAttempts(attempts) : Promise.resolve()
  const known = (attempts: readonly ToldAttempt[]) => {
    refused ||= attempts.some(({outcome, open}) => !open && !outcome.startsWith('accepted'))
    return attempts
  }
  return {
    watched,
    refused: () => refused,
    async until(over: AbortSignal): Promise<void> {
      while (!over.aborted && failure === undefined) {
        const now = performance.now()
        const said = fold.take(known(watched.due(now)), now, telling !== null)
        if (said.length > 0)
          telling = say(said)
            .catch((error) => {
              failure = error
            })
            .finally(() => {
              telling = null
            })
        await pause(tickMs, undefined, {signal: over}).catch(() => {})
      }
      if (failure !== undefined) throw failure
    },
    /** What is known and not told yet. */
    async end(): Promise<void> {
      await Promise.race([telling, pause(slowReaderMs)])
      const last = fold.take(known(watched.end()), performance.now(), telling !== null)
      if (telling === null) await say([...last, ...fold.end()])
    },
  }
}

/** NPS may know somebody by another name than the extension; where both give a suffix, it must be the same. */
const isOneOf = (users: readonly string[], user: string | null): boolean =>
  users.some(
    (wanted) =>
      userKey(wanted) === userKey(user) &&
      (!user?.includes('@') || wanted.toLowerCase() === user.trim().toLowerCase()),
  )
