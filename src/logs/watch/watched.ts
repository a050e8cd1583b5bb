import {isNobody} from '../../catalogue/nobody.ts'
import {discardedByExtension} from '../../catalogue/nps-reasons.ts'
import type {ToldAttempt} from '../../core/attempt.ts'
import type {Attempt} from '../attempt.ts'
import {type Blame, blame} from '../blame.ts'
import type {LogEntry} from '../entry.ts'
import {Joiner} from '../join.ts'
import {Failing} from './failing.ts'
import {dropped, ended, waiting} from './tell.ts'

/** NPS and the extension write of one answer at almost the same time, each into its own log: so long both are waited for. */
export const settleMs = 400
/** The same where one of the logs takes long to be read. */
const doubtMs = 2_000
/** A person who is asked answers within some seconds. */
const patienceMs = 10_000
/** A session of the MFA service (Microsoft Learn, NPS extension errors: InvalidSession): nothing comes any more. */
const sessionMs = 180_000
/** More that are not told yet are not kept: the oldest is told as it stands. */
const mostUntold = 20_000
/** A client sends what NPS drops again and again: so long it is told once. */
const againMs = 10_000
const mostDropped = 200

interface Known {
  /** When it was first and last heard of here, by this machine's clock. */
  begun: number
  heard: number
  /** Since when it is known how it ended, and that is not told yet. */
  decided: number | null
  /** What was told of it. */
  told: string | null
  openTold: boolean
  wanted: boolean
}

/** Joins what logs tell as they are written, and says of each attempt how it ended as soon as that is known. */
export class Watched {
  readonly #joiner = new Joiner(() => {})
  readonly #failing = new Failing()
  readonly #known = new WeakMap<Attempt, Known>()
  /** Of which there is something to tell, or will be; the one that was heard of first stands first. */
  readonly #untold = new Set<Attempt>()
  readonly #wanted: (told: LogEntry) => boolean
  /** Requests that came to no sign-in: told now, and when they were told last. */
  #dropped: ToldAttempt[] = []
  readonly #droppedAt = new Map<string, number>()
  /** Up to this time what the extension did to each request is read; before all time where its log is not among them. */
  #extensionUntil = Number.NEGATIVE_INFINITY
  /** Its channel is looked at again and again, so that this comes to be. */
  #extensionLive = false

  /** `wanted`: whether a record speaks of somebody who is watched for. */
  constructor(wanted: (told: LogEntry) => boolean) {
    this.#wanted = wanted
  }

  /**
   * The extension's log of requests is read, up to that time: what is not in it did not come to pass. `live`: it will be
   * read further in a moment.
   */
  extensionRead(until: number, live: boolean): void {
    this.#extensionUntil = Math.max(this.#extensionUntil, until)
    this.#extensionLive ||= live
  }

  /** Takes what a log tells; `now` in milliseconds of any steady clock. */
  add(told: LogEntry, now: number): void {
    if (told.kind === 'event') this.#drop(told, now)
    else if (told.source !== 'gateway' && !isNobody(told.user)) this.#join(told, now)
  }

  #join(told: LogEntry, now: number): void {
    const attempt = this.#joiner.add(told)
    const before = this.#known.get(attempt)
    const known = before ?? {
      ...{begun: now, heard: now, decided: null},
      ...{told: null, openTold: false, wanted: false},
    }
    known.heard = now
    if (isDecided(attempt, this.#extensionUntil > Number.NEGATIVE_INFINITY)) known.decided ??= now
    known.wanted ||= this.#wanted(told)
    this.#known.set(attempt, known)
    if (known.wanted) this.#untold.add(attempt)
  }

  /** What is to be told by now. */
  due(now: number): ToldAttempt[] {
    const all = this.#dropped
    this.#dropped = []
    let over = this.#untold.size - mostUntold
    for (const attempt of this.#untold) {
      const told = this.#look(attempt, this.#known.get(attempt)!, now, over-- > 0)
      if (told) all.push(told)
    }
    return all
  }

  /** What has ended, though there might be more to hear of it; what is still open is not told. */
  end(): ToldAttempt[] {
    return this.due(Number.POSITIVE_INFINITY)
  }

  #look(attempt: Attempt, known: Known, now: number, forced: boolean): ToldAttempt | null {
    const closing = now === Number.POSITIVE_INFINITY
    const {decided} = known
    const over =
      decided === null ? !closing && now - known.heard >= sessionMs : this.#isSettled(attempt, now - decided)
    if (forced || over) {
      this.#untold.delete(attempt)
      known.decided = null
      return this.#verdict(attempt, known)
    }
    if (closing || decided !== null || known.openTold || now - known.begun < patienceMs) return null
    known.openTold = true
    return waiting(attempt, waitingFor(attempt))
  }

  /** That somebody got in without a second factor is said when the extension's log of that moment was read, too. */
  #isSettled(attempt: Attempt, forMs: number): boolean {
    const {answer, extension, challenged} = attempt
    const proved = answer !== 'granted' || extension !== null || challenged
    const certain = proved || !this.#extensionLive || this.#isCertain(attempt)
    return forMs >= (certain ? settleMs : doubtMs)
  }

  #isCertain({last}: Attempt): boolean {
    return last < this.#extensionUntil
  }

  /** Null where the same was told before. */
  #verdict(attempt: Attempt, known: Known): ToldAttempt | null {
    const verdict: Blame = blame(attempt, () => this.#isCertain(attempt) || null)
    const {outcome, signal, told} = verdict
    const key = `${outcome} ${signal} ${told}`
    if (known.told === key) return null
    const revised = known.told !== null
    known.told = key
    return ended(attempt, verdict, this.#failing.add(attempt, verdict), revised)
  }

  #drop(event: LogEntry, now: number): void {
    const key = `${event.code} ${event.nas}`
    const before = this.#droppedAt.get(key)
    const told = before !== undefined && now - before < againMs ? null : dropped(event)
    if (!told || !this.#wanted(event)) return
    if (this.#droppedAt.size >= mostDropped) this.#droppedAt.clear()
    this.#droppedAt.set(key, now)
    this.#dropped.push(told)
  }
}

/** Whether it is known how it ended, as far as the logs that are read can tell. */
function isDecided(attempt: Attempt, extensionRead: boolean): boolean {
  const {answer, extension, code, discards, discardReason} = attempt
  if (answer !== null) return true
  if (extension === 'passed-by') return code !== 'AccessChallenge'
  if (extension !== null && extension !== 'asked-code') return true
  // Where the extension's log is silent, a repetition was dropped while somebody is still asked.
  return discards > 0 && discardReason === discardedByExtension && !extensionRead && !attempt.challenged
}

const waitingFor = ({challenged, discards}: Attempt): string =>
  challenged
    ? 'A code was asked for, and none has come back.'
    : discards > 0
      ? 'NPS dropped the request, and no log here says why.'
      : 'The user is being asked for the second factor, or the request was dropped.'
