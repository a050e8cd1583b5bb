import {entryKinds, entrySources} from '../catalogue/log-entries.ts'
import type {LogEntry} from './entry.ts'

/** Entries on their way from one thread to another: as objects they would cost more to hand over than to make. */
export interface Packed {
  /** `width` numbers an entry: NaN for null; texts as their places in the table of all that came before, -1 for null. */
  numbers: Float64Array<ArrayBuffer>
  /** Texts that the table has not yet. */
  texts: string[]
  /** The table begins anew with these texts. */
  anew: boolean
  /** The threads of all entries, one behind the other, as they hardly come twice; their lengths are among the numbers. */
  threads: string
}

const width = 17
/** More different texts than an installation has names; beyond them the table begins anew, so that it does not grow. */
const mostTexts = 50_000

const orNaN = (value: number | null) => value ?? Number.NaN
const orNull = (value: number) => (Number.isNaN(value) ? null : value)

/** The side that sends: takes entries one by one, so that none of them outlives the next. */
export class Packer {
  readonly #places = new Map<string, number>()
  #numbers = new Float64Array(width * 1024)
  #at = 0
  #threads = ''
  #texts: string[] = []
  #anew = false
  /** By column what the last entry that had anything there had, and its place: mostly the next has the same. */
  #before: string[] = []
  readonly #lastPlaces: number[] = []

  add(told: LogEntry): void {
    if (this.#at === this.#numbers.length) this.#numbers = grown(this.#numbers)
    const [numbers, at] = [this.#numbers, this.#at]
    numbers[at] = told.at
    numbers[at + 1] = entryKinds.indexOf(told.kind)
    numbers[at + 2] = entrySources.indexOf(told.source)
    numbers[at + 3] = this.#place(3, told.server)
    numbers[at + 4] = this.#place(4, told.user)
    numbers[at + 5] = this.#place(5, told.domain)
    numbers[at + 6] = this.#place(6, told.nas)
    numbers[at + 7] = this.#place(7, told.address)
    numbers[at + 8] = orNaN(told.reason)
    numbers[at + 9] = this.#place(9, told.code)
    numbers[at + 10] = orNaN(told.aadsts)
    numbers[at + 11] = orNaN(told.handle)
    numbers[at + 12] = this.#place(12, told.key)
    numbers[at + 13] = this.#place(13, told.method)
    numbers[at + 14] = this.#place(14, told.policy)
    numbers[at + 15] = this.#place(15, told.trait)
    numbers[at + 16] = told.thread === null ? -1 : told.thread.length
    if (told.thread !== null) this.#threads += told.thread
    this.#at += width
  }

  /** All that came since the last time. */
  take(): Packed {
    const packed = {
      numbers: this.#numbers.slice(0, this.#at),
      texts: this.#texts,
      anew: this.#anew,
      threads: this.#threads,
    }
    this.#anew = this.#places.size > mostTexts
    if (this.#anew) {
      this.#places.clear()
      this.#before = []
    }
    this.#texts = []
    this.#threads = ''
    this.#at = 0
    return packed
  }

  #place(column: number, text: string | null): number {
    if (text === null) return -1
    if (text !== this.#before[column]) {
      this.#before[column] = text
      this.#lastPlaces[column] = this.#placeOf(text)
    }
    return this.#lastPlaces[column]!
  }

  #placeOf(text: string): number {
    const known = this.#places.get(text)
    if (known !== undefined) return known
    this.#places.set(text, this.#places.size)
    this.#texts.push(text)
    return this.#places.size - 1
  }
}

function grown(numbers: Float64Array<ArrayBuffer>): Float64Array<ArrayBuffer> {
  const more = new Float64Array(2 * numbers.length)
  more.set(numbers)
  return more
}

/** The side that receives: is told of all that one packer has sent, in that order. */
export class Unpacker {
  #table: string[] = []

  /** The entries, some at a time, whenever they are wanted: as objects they would only lie about until then. */
  unpack({numbers, texts, anew, threads}: Packed): Iterator<LogEntry[], undefined> {
    if (anew) this.#table = []
    for (const text of texts) this.#table.push(text)
    return slices(numbers, this.#table, threads)
  }
}

/** Enough to be worth a turn. */
const slice = 128 * width

function* slices(
  numbers: Float64Array,
  table: readonly string[],
  threads: string,
): Generator<LogEntry[], undefined> {
  let thread = 0
  for (let from = 0; from < numbers.length; from += slice) {
    const entries: LogEntry[] = []
    for (let at = from; at < Math.min(from + slice, numbers.length); at += width) {
      const length = numbers[at + 16]!
      const end = thread + Math.max(0, length)
      entries.push(entryAt(numbers, at, table, length < 0 ? null : threads.slice(thread, end)))
      thread = end
    }
    yield entries
  }
}

const textAt = (numbers: Float64Array, at: number, table: readonly string[]): string | null =>
  table[numbers[at]!] ?? null

const entryAt = (
  numbers: Float64Array,
  at: number,
  table: readonly string[],
  thread: string | null,
): LogEntry => ({
  at: numbers[at]!,
  kind: entryKinds[numbers[at + 1]!]!,
  source: entrySources[numbers[at + 2]!]!,
  server: textAt(numbers, at + 3, table),
  user: textAt(numbers, at + 4, table),
  domain: textAt(numbers, at + 5, table),
  nas: textAt(numbers, at + 6, table),
  address: textAt(numbers, at + 7, table),
  thread,
  reason: orNull(numbers[at + 8]!),
  code: textAt(numbers, at + 9, table),
  aadsts: orNull(numbers[at + 10]!),
  handle: orNull(numbers[at + 11]!),
  key: textAt(numbers, at + 12, table),
  method: textAt(numbers, at + 13, table),
  policy: textAt(numbers, at + 14, table),
  trait: textAt(numbers, at + 15, table) as LogEntry['trait'],
})
