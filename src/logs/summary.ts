import {isNobody} from '../catalogue/nobody.ts'
import type {Attempt} from './attempt.ts'
import {blame, type Coverage, type Outcome} from './blame.ts'
import {type Counted, count, Failures, Tally} from './counted.ts'
import {type Place, placeOf} from './dimensions.ts'
import type {LogEntry} from './entry.ts'
import {Joiner} from './join.ts'
import {own} from './own.ts'
import {TimeLine} from './time-line.ts'

/** A client that asks again this soon has not waited; a person who types a password again is slower or was refused. */
const impatientMs = 15_000
const impatientTimes = 3
/** More RADIUS clients than an installation has. */
const mostClients = 5_000

export interface Summary {
  outcomes: Map<Outcome, Counted>
  goods: Tally
  /** Let in with the second factor. */
  proved: Tally
  /** Every attempt that was not let in. */
  bads: Tally
  /** All of them over time. */
  timeLine: TimeLine
  failures: Map<string, Failures>
  duplicates: number
  /** Accepted by the extension, and NPS' answer is not to be found: it may stand under another name. */
  unanswered: number
  gateway: {begun: number; met: number; refused: number; code: string | null}
  /** Which kinds of log have told anything of a sign-in or a fault. */
  seen: Set<LogEntry['source']>
  /** Lines of the extension that are known to mean nothing. */
  harmless: number
  entries: number
}

/** Takes records, oldest first, and keeps counts only: its size depends on how many people and clients there are. */
export class Summarising {
  readonly summary: Summary = {
    outcomes: new Map(),
    goods: new Tally(),
    proved: new Tally(),
    bads: new Tally(),
    timeLine: new TimeLine(),
    failures: new Map(),
    duplicates: 0,
    unanswered: 0,
    gateway: {begun: 0, met: 0, refused: 0, code: null},
    seen: new Set(),
    harmless: 0,
    entries: 0,
  }
  readonly #joiner = new Joiner((attempt) => this.#over(attempt))
  /** From when on the extension's own log of requests is there. */
  #covered: number | null
  readonly #coverage: Coverage = (at) => (this.#covered === null ? null : at >= this.#covered)
  /** Address of a RADIUS client → its name, which the System log does not know. */
  readonly #clients = new Map<string, string>()
  readonly #bursts = new Map<string, {at: number; times: number}>()

  /** `requestLog`: such a log was given, though it may hold nothing. */
  constructor(requestLog = false) {
    this.#covered = requestLog ? Number.NEGATIVE_INFINITY : null
  }

  add(told: LogEntry): void {
    const {summary} = this
    summary.entries++
    if (told.trait === 'harmless') summary.harmless++
    if (told.kind === 'event' && told.code === null) return
    summary.seen.add(told.source)
    if (told.kind === 'event') this.#happened(told)
    else if (told.source === 'gateway') this.#gateway(told)
    else this.#ofAttempt(told)
  }

  #ofAttempt(told: LogEntry): void {
    if (told.kind === 'accepted' || told.kind === 'asked-code' || told.kind === 'passed-by')
      this.#covered ??= told.at
    // Whom our own test sign-ins ask about is refused, and no fault.
    if (isNobody(told.user)) return
    const {address, nas} = told
    if (address !== null && nas !== null && nas !== address && this.#clients.get(address) !== nas)
      this.#met(address, nas)
    this.#joiner.add(told)
  }

  #met(address: string, nas: string): void {
    if (this.#clients.size < mostClients) this.#clients.set(own(address), own(nas))
  }

  end(): Summary {
    this.#joiner.end()
    const {failures, goods} = this.summary
    for (const failure of failures.values())
      for (const address of [...failure.by.nas.keys()]) {
        const name = this.#clients.get(address)
        if (name !== undefined) failure.callClient(address, name, goods)
      }
    return this.summary
  }

  #happened({code, nas, server, at}: LogEntry): void {
    if (code === null) return
    const place = {user: null, nas, server, domain: null, method: null}
    this.#failures(`system/${code}`).fail(place, at, code, this.summary.goods)
  }

  #gateway({kind, code}: LogEntry): void {
    const {gateway} = this.summary
    if (kind === 'gateway-begun') gateway.begun++
    else if (kind === 'gateway-met') gateway.met++
    else {
      gateway.refused++
      gateway.code = code ?? gateway.code
    }
  }

  #over(attempt: Attempt): void {
    const {summary} = this
    const {outcome, signal, told} = blame(attempt, this.#coverage)
    const place = placeOf(attempt)
    const counted = summary.outcomes.get(outcome)
    const now = count(counted, attempt.first)
    if (!counted) summary.outcomes.set(outcome, now)
    if (attempt.answer === 'granted') summary.duplicates += attempt.discards
    if (outcome === 'accepted' && attempt.answer === null) summary.unanswered++
    const accepted = outcome.startsWith('accepted')
    if (accepted) summary.goods.add(place, attempt.last)
    else summary.bads.add(place, attempt.first)
    summary.timeLine.add(accepted ? attempt.last : attempt.first, outcome)
    if (outcome === 'accepted') summary.proved.add(place, attempt.last)
    if (outcome === 'accepted-without-mfa')
      this.#failures('mfa/off').fail(place, attempt.first, null, summary.proved)
    if (signal !== null) this.#failures(signal).fail(place, attempt.first, told, summary.goods)
    this.#repeated(attempt, place, outcome)
  }

  #repeated({first}: Attempt, place: Place, outcome: Outcome): void {
    if (place.user === null || outcome.startsWith('refused')) return
    if (this.#bursts.size > 20_000) this.#bursts.clear()
    const burst = this.#bursts.get(place.user) ?? {at: Number.NEGATIVE_INFINITY, times: 0}
    burst.times = first - burst.at <= impatientMs && first > burst.at ? burst.times + 1 : 1
    burst.at = first
    if (burst.times === 1) this.#bursts.set(place.user, burst)
    if (burst.times >= impatientTimes)
      this.#failures('timing/repeated').fail(place, first, null, this.summary.goods)
  }

  #failures(signal: string): Failures {
    const known = this.summary.failures.get(signal) ?? new Failures()
    this.summary.failures.set(signal, known)
    return known
  }
}
