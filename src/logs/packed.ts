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

/** The side that sends. */
export class Packer {
  readonly #places = new Map<string, number>()
  #texts: string[] = []
  /** By column what the last entry that had anything there had, and its place: mostly the next has the same. */
  #before: string[] = []
  readonly #lastPlaces: number[] = []

  pack(entries: readonly LogEntry[]): Packed {
    const anew = this.#places.size > mostTexts
    if (anew) this.#places.clear()
    this.#texts = []
    this.#before = []
    const numbers = new Float64Array(entries.length * width)
    let [at, threads] = [0, '']
    for (const told of entries) {
      numbers[at] = told.at
      numbers[at + 1] = this.#place(1, told.kind)
      numbers[at + 2] = this.#place(2, told.source)
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
      if (told.thread !== null) threads += told.thread
      at += width
    }
    return {numbers, texts: this.#texts, anew, threads}
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

/** The side that receives; takes what one packer has sent, all of it and in that order. */
export class Unpacker {
  #table: string[] = []

  unpack({numbers, texts, anew, threads}: Packed): LogEntry[] {
    if (anew) this.#table = []
    for (const text of texts) this.#table.push(text)
    const entries: LogEntry[] = []
    let thread = 0
    for (let at = 0; at < numbers.length; at += width) {
      const text = (offset: number) => this.#table[numbers[at + offset]!] ?? null
      const length = numbers[at + 16]!
      entries.push({
        at: numbers[at]!,
        kind: text(1),
        source: text(2),
        server: text(3),
        user: text(4),
        domain: text(5),
        nas: text(6),
        address: text(7),
        reason: orNull(numbers[at + 8]!),
        code: text(9),
        aadsts: orNull(numbers[at + 10]!),
        handle: orNull(numbers[at + 11]!),
        key: text(12),
        method: text(13),
        policy: text(14),
        trait: text(15),
        thread: length < 0 ? null : threads.slice(thread, thread + length),
      } as LogEntry)
      thread += Math.max(0, length)
    }
    return entries
  }
}
