import {type Attempt, begin, take} from './attempt.ts'
import type {LogEntry} from './entry.ts'
import {belongTogether, fits} from './fits.ts'
import {Turn} from './turn.ts'

/** An attempt that nothing more was heard of for so long is over: no session of the service lasts longer than three. */
const silenceMs = 300_000
/** So often it is looked for attempts that are over. */
const lookMs = 5_000
/** So many are compared with one that fits no name. */
const mostLately = 16
/** More are not open at once on one server; the one that was silent for longest is closed then. */
const mostOpen = 20_000

/** Joins records, oldest first, to attempts by CID, user, client and time; gives each away when it is over. */
export class Joiner {
  readonly #done: (attempt: Attempt) => void
  /** The one that was heard of last stands last. */
  readonly #open = new Turn<Attempt>()
  /** Whoever has none any more stays here until there are too many. */
  #byUser = new Map<string, readonly Attempt[]>()
  /** Null: that attempt is over. */
  #byThread = new Map<string, Attempt | null>()
  #threadsOver = 0
  /** Heard of in this moment. */
  #lately: Attempt[] = []
  #latest: Attempt | null = null
  #now = 0
  /** When it was last looked for attempts that are over. */
  #looked = Number.NEGATIVE_INFINITY

  constructor(done: (attempt: Attempt) => void) {
    this.#done = done
  }

  /** Answers with the attempt that it belongs to. */
  add(told: LogEntry): Attempt {
    this.#now = told.at
    this.#close()
    const user = userKey(told.user)
    const those = this.#of(user)
    const threaded = told.thread === null ? null : this.#byThread.get(told.thread)
    const known = threaded && fits(threaded, told, true) ? threaded : candidate(those, told)
    const other = known ? undefined : this.#otherHalf(told)
    const attempt = known ?? other ?? this.#begin(told)
    take(attempt, told)
    this.#heardOf(attempt)
    if (told.thread !== null && !threaded) this.#fileThread(told.thread, attempt)
    // By the name that it was begun with it is found and forgotten.
    if (!those.includes(attempt)) this.#fileUser(other ? userKey(attempt.user) : user, attempt)
    return attempt
  }

  end(): void {
    for (const attempt of this.#open.all()) this.#finish(attempt)
  }

  #begin(told: LogEntry): Attempt {
    if (this.#open.size >= mostOpen) this.#finish(this.#open.first()!)
    return begin(told)
  }

  #of(user: string | null): readonly Attempt[] {
    return (user === null ? undefined : this.#byUser.get(user)) ?? nothing
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

  #heardOf(attempt: Attempt): void {
    if (attempt === this.#latest) return
    this.#open.last(attempt)
    this.#latest = attempt
    if (!this.#lately.includes(attempt) && this.#lately.push(attempt) > mostLately) this.#lately.shift()
  }

  #fileThread(thread: string, attempt: Attempt): void {
    this.#byThread.set(thread, attempt)
    attempt.threads = [...attempt.threads, thread]
  }

  #fileUser(user: string | null, attempt: Attempt): void {
    const those = this.#of(user)
    if (user !== null && !those.includes(attempt)) this.#byUser.set(user, [...those, attempt])
  }

  #close(): void {
    if (Math.abs(this.#now - this.#looked) < lookMs) return
    this.#looked = this.#now
    for (let oldest = this.#open.first(); oldest !== undefined; oldest = this.#open.first()) {
      // A clock that was set back must not keep what is open for ever.
      if (Math.abs(this.#now - oldest.last) < silenceMs) break
      this.#finish(oldest)
    }
    this.#tidy()
  }

  #finish(attempt: Attempt): void {
    this.#open.remove(attempt)
    if (attempt === this.#latest) this.#latest = null
    if (this.#lately.includes(attempt)) this.#lately.splice(this.#lately.indexOf(attempt), 1)
    for (const thread of attempt.threads) this.#byThread.set(thread, null)
    this.#threadsOver += attempt.threads.length
    const user = userKey(attempt.user)
    const those = this.#of(user)
    if (user !== null && those.includes(attempt))
      this.#byUser.set(user, those.length === 1 ? nothing : those.filter((one) => one !== attempt))
    this.#done(attempt)
  }

  /** Now and then, as what is deleted from a Map one by one makes it be built anew all the time. */
  #tidy(): void {
    if (this.#threadsOver > mostOpen) {
      this.#byThread = new Map([...this.#byThread].filter(([, attempt]) => attempt !== null))
      this.#threadsOver = 0
    }
    if (this.#byUser.size > mostOpen)
      this.#byUser = new Map([...this.#byUser].filter(([, those]) => those.some(({turn}) => turn >= 0)))
  }
}

const nothing: readonly never[] = []

function candidate(those: readonly Attempt[], told: LogEntry): Attempt | undefined {
  for (let i = those.length - 1; i >= 0; i--) if (fits(those[i]!, told, false)) return those[i]
  return undefined
}

/** "alice" of "CONTOSO\alice" and of "alice@contoso.example": each component names people in its own way. */
export function userKey(user: string | null): string | null {
  if (user === null) return null
  const at = user.lastIndexOf('@')
  return (at > 0 ? user.slice(0, at) : user).trim().toLowerCase()
}
