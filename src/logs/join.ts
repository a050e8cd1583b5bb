import {type Attempt, begin, take} from './attempt.ts'
import type {LogEntry} from './entry.ts'

/** An attempt that nothing more was heard of for so long is over: no session of the service lasts longer than three. */
const silenceMs = 300_000
/** A session of the MFA service. */
const sessionMs = 180_000
/** Records of one moment, written by several components with several clocks. */
const momentMs = 5_000
/** NPS drops a repeated request for so long after it has said yes. */
const repeatMs = 10_000
/** More are not open at once on one server; the one that was silent for longest is closed then. */
const mostOpen = 20_000

/** Joins records, oldest first, to attempts by CID, user, client and time; gives each away when it is over. */
export class Joiner {
  readonly #done: (attempt: Attempt) => void
  /** The one that was heard of last stands last. */
  readonly #open = new Set<Attempt>()
  readonly #byUser = new Map<string, Attempt[]>()
  readonly #byThread = new Map<string, Attempt>()
  #now = 0

  constructor(done: (attempt: Attempt) => void) {
    this.#done = done
  }

  add(told: LogEntry): void {
    this.#now = told.at
    this.#close()
    const user = userKey(told.user)
    const threaded = told.thread === null ? undefined : this.#byThread.get(told.thread)
    const attempt =
      threaded && fits(threaded, told, true) ? threaded : (this.#candidate(user, told) ?? this.#begin(told))
    take(attempt, told)
    this.#file(attempt, user, told.thread)
  }

  end(): void {
    for (const attempt of this.#open) this.#finish(attempt)
  }

  #begin(told: LogEntry): Attempt {
    const [oldest] = this.#open.size >= mostOpen ? this.#open : []
    if (oldest) this.#finish(oldest)
    return begin(told)
  }

  #candidate(user: string | null, told: LogEntry): Attempt | undefined {
    if (user === null) return undefined
    return this.#byUser.get(user)?.findLast((attempt) => fits(attempt, told, false))
  }

  #file(attempt: Attempt, user: string | null, thread: string | null): void {
    this.#open.delete(attempt)
    this.#open.add(attempt)
    if (thread !== null && !this.#byThread.has(thread)) {
      this.#byThread.set(thread, attempt)
      threadsOf(attempt).push(thread)
    }
    if (user === null) return
    const others = this.#byUser.get(user)
    if (!others) this.#byUser.set(user, [attempt])
    else if (!others.includes(attempt)) others.push(attempt)
  }

  #close(): void {
    for (const attempt of this.#open) {
      // A clock that was set back must not keep what is open for ever.
      if (Math.abs(this.#now - attempt.last) < silenceMs) return
      this.#finish(attempt)
    }
  }

  #finish(attempt: Attempt): void {
    this.#open.delete(attempt)
    for (const thread of threadsOf(attempt)) this.#byThread.delete(thread)
    threads.delete(attempt)
    const user = userKey(attempt.user)
    const others = (user === null ? undefined : this.#byUser.get(user)) ?? []
    if (others.length <= 1 && user !== null) this.#byUser.delete(user)
    else if (others.includes(attempt)) others.splice(others.indexOf(attempt), 1)
    this.#done(attempt)
  }
}

const threads = new WeakMap<Attempt, string[]>()
function threadsOf(attempt: Attempt): string[] {
  const known = threads.get(attempt) ?? []
  threads.set(attempt, known)
  return known
}

/** "alice" of "CONTOSO\alice" and of "alice@contoso.example": each component names people in its own way. */
export function userKey(user: string | null): string | null {
  if (user === null) return null
  const at = user.lastIndexOf('@')
  return (at > 0 ? user.slice(0, at) : user).trim().toLowerCase()
}

const other = (a: string | null, b: string | null) => a !== null && b !== null && a !== b

/** Whether a record may belong to an attempt, by what the attempt has already. */
function fits(attempt: Attempt, told: LogEntry, threaded: boolean): boolean {
  const apart = Math.abs(told.at - attempt.last)
  if (apart > sessionMs || other(attempt.server, told.server)) return false
  switch (told.kind) {
    case 'request':
      // The client answers a challenge with a second request; NPS writes a request down when it has answered it.
      if (attempt.answer !== null)
        return attempt.requests === 0 && apart <= momentMs && !attempt.answered.includes(told.source)
      return attempt.challenged || (attempt.requests === 0 && (threaded || apart <= momentMs))
    case 'granted':
    case 'denied':
      return answerFits(attempt, told, apart)
    case 'discarded':
      return attempt.answer === null ? true : attempt.answer === 'granted' && apart <= repeatMs
    case 'challenged':
      return attempt.answer === null
    case 'passed-by':
      return attempt.extension === null && apart <= momentMs
    default:
      if (threaded) return true
      // The extension ends a request of its own CID; a late record of the log beside it is of the same moment.
      return (
        (attempt.thread === null || told.thread === null) &&
        attempt.extension === null &&
        (attempt.answer === null || apart <= momentMs)
      )
  }
}

function answerFits(attempt: Attempt, told: LogEntry, apart: number): boolean {
  if (other(attempt.nas, told.nas) && told.source === attempt.answered[0]) return false
  if (attempt.answer !== null)
    return attempt.answer === told.kind && !attempt.answered.includes(told.source) && apart <= momentMs
  // A failure of the extension makes NPS discard; it never becomes an answer.
  return attempt.extension !== 'failed' && (attempt.discards === 0 || told.kind === 'granted')
}
