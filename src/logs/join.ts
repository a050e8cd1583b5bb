import {type Attempt, begin, take} from './attempt.ts'
import type {LogEntry} from './entry.ts'

/** An attempt that nothing more was heard of for so long is over: no session of the service lasts longer than three. */
const silenceMs = 300_000
/** So often it is looked for attempts that are over. */
const lookMs = 5_000
/** A session of the MFA service. */
const sessionMs = 180_000
/** Records of one moment, written by several components with several clocks. */
const momentMs = 5_000
/** NPS writes its answer down this soon after the extension's, even where the two call a person by different names. */
const togetherMs = 2_000
/** NPS drops a repeated request for so long after it has said yes. */
const repeatMs = 10_000
/** So many are compared with one that fits no name. */
const mostLately = 16
/** More are not open at once on one server; the one that was silent for longest is closed then. */
const mostOpen = 20_000

/** Joins records, oldest first, to attempts by CID, user, client and time; gives each away when it is over. */
export class Joiner {
  readonly #done: (attempt: Attempt) => void
  /** The one that was heard of last stands last. */
  readonly #open = new Set<Attempt>()
  readonly #byUser = new Map<string, Attempt[]>()
  readonly #byThread = new Map<string, Attempt>()
  /** Heard of in this moment. */
  #lately: Attempt[] = []
  #latest: Attempt | null = null
  #now = 0
  /** When it was last looked for attempts that are over. */
  #looked = Number.NEGATIVE_INFINITY

  constructor(done: (attempt: Attempt) => void) {
    this.#done = done
  }

  add(told: LogEntry): void {
    this.#now = told.at
    this.#close()
    const user = userKey(told.user)
    const threaded = told.thread === null ? undefined : this.#byThread.get(told.thread)
    const known = threaded && fits(threaded, told, true) ? threaded : this.#candidate(user, told)
    const other = known ? undefined : this.#otherHalf(told)
    const attempt = known ?? other ?? this.#begin(told)
    take(attempt, told)
    // By the name that it was begun with it is found and forgotten.
    this.#file(attempt, other ? userKey(attempt.user) : user, told.thread)
  }

  end(): void {
    for (const attempt of this.#open) this.#finish(attempt)
  }

  #begin(told: LogEntry): Attempt {
    if (this.#open.size >= mostOpen) this.#finish(this.#open.values().next().value!)
    return begin(told)
  }

  #candidate(user: string | null, told: LogEntry): Attempt | undefined {
    if (user === null) return undefined
    return this.#byUser.get(user)?.findLast((attempt) => fits(attempt, told, false))
  }

  /** Of somebody whom NPS and the extension call by different names; none where it could be of several. */
  #otherHalf(told: LogEntry): Attempt | undefined {
    let one: Attempt | undefined
    for (const attempt of this.#lately) {
      if (!belongTogether(attempt, told)) continue
      if (one) return undefined
      one = attempt
    }
    return one
  }

  #file(attempt: Attempt, user: string | null, thread: string | null): void {
    if (attempt !== this.#latest) {
      this.#open.delete(attempt)
      this.#open.add(attempt)
      this.#latest = attempt
      if (!this.#lately.includes(attempt) && this.#lately.push(attempt) > mostLately) this.#lately.shift()
    }
    if (thread !== null && !this.#byThread.has(thread)) {
      this.#byThread.set(thread, attempt)
      attempt.threads.push(thread)
    }
    if (user === null) return
    const others = this.#byUser.get(user)
    if (!others) this.#byUser.set(user, [attempt])
    else if (!others.includes(attempt)) others.push(attempt)
  }

  #close(): void {
    if (Math.abs(this.#now - this.#looked) < lookMs) return
    this.#looked = this.#now
    for (const attempt of this.#open) {
      // A clock that was set back must not keep what is open for ever.
      if (Math.abs(this.#now - attempt.last) < silenceMs) return
      this.#finish(attempt)
    }
  }

  #finish(attempt: Attempt): void {
    this.#open.delete(attempt)
    if (attempt === this.#latest) this.#latest = null
    if (this.#lately.includes(attempt)) this.#lately.splice(this.#lately.indexOf(attempt), 1)
    for (const thread of attempt.threads) this.#byThread.delete(thread)
    const user = userKey(attempt.user)
    const others = (user === null ? undefined : this.#byUser.get(user)) ?? []
    if (others.length <= 1 && user !== null) this.#byUser.delete(user)
    else if (others.includes(attempt)) others.splice(others.indexOf(attempt), 1)
    this.#done(attempt)
  }
}

/** "alice" of "CONTOSO\alice" and of "alice@contoso.example": each component names people in its own way. */
export function userKey(user: string | null): string | null {
  if (user === null) return null
  const at = user.lastIndexOf('@')
  return (at > 0 ? user.slice(0, at) : user).trim().toLowerCase()
}

/** What the extension did → what NPS makes of it. */
const answers: Readonly<Record<string, LogEntry['kind']>> = {
  accepted: 'granted',
  rejected: 'denied',
  failed: 'discarded',
  'passed-by': 'denied',
}

/** One of the two has the extension's half of a sign-in, the other NPS' answer to it. */
function belongTogether(attempt: Attempt, told: LogEntry): boolean {
  if (Math.abs(told.at - attempt.last) > togetherMs || other(attempt.server, told.server)) return false
  const answer = attempt.answer ?? (attempt.discards > 0 ? 'discarded' : null)
  if (attempt.extension !== null) return answer === null && answers[attempt.extension] === told.kind
  return told.source === 'extension' && answer !== null && answers[told.kind] === answer
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
