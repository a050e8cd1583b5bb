import type {SignIns} from '../core/report.ts'
import type {Outcome} from './blame.ts'

const minute = 60_000
/** How long a bucket may be, each a multiple of the one before: what people read off a clock or a calendar. */
const lengths = [1, 5, 10, 30, 60, 180, 360, 720, 1440, 10_080].map((minutes) => minutes * minute)
/** More bars than these are not told apart on a page. */
const most = 60

type Counts = Omit<SignIns['buckets'][number], 'at'>

/** Counts what was let in and what was not, in buckets that grow with the time they cover; always of the same size. */
export class TimeLine {
  #step = lengths[0]!
  #first = Number.POSITIVE_INFINITY
  #last = Number.NEGATIVE_INFINITY
  #buckets = new Map<number, Counts>()

  add(at: number, outcome: Outcome): void {
    this.#first = Math.min(this.#first, at)
    this.#last = Math.max(this.#last, at)
    while (Math.floor(this.#last / this.#step) - Math.floor(this.#first / this.#step) >= most) this.#coarsen()
    const bucket = this.#bucket(Math.floor(at / this.#step))
    if (!outcome.startsWith('accepted')) bucket.refused++
    else bucket.accepted++
    if (outcome === 'accepted-without-mfa') bucket.withoutMfa++
  }

  /** Undefined where there was none. */
  signIns(): SignIns | undefined {
    if (this.#buckets.size === 0) return undefined
    const iso = (ms: number) => new Date(ms).toISOString()
    return {
      from: iso(this.#first),
      to: iso(this.#last),
      stepMs: this.#step,
      buckets: [...this.#buckets]
        .sort(([a], [b]) => a - b)
        .map(([index, counts]) => ({at: iso(index * this.#step), ...counts})),
    }
  }

  #bucket(index: number): Counts {
    const known = this.#buckets.get(index) ?? {accepted: 0, withoutMfa: 0, refused: 0}
    this.#buckets.set(index, known)
    return known
  }

  #coarsen(): void {
    const finer = this.#buckets
    const step = lengths.find((length) => length > this.#step) ?? this.#step * 2
    this.#buckets = new Map()
    for (const [index, {accepted, withoutMfa, refused}] of finer) {
      const bucket = this.#bucket(Math.floor((index * this.#step) / step))
      bucket.accepted += accepted
      bucket.withoutMfa += withoutMfa
      bucket.refused += refused
    }
    this.#step = step
  }
}
