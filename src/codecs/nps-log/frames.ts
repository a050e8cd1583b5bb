import {bytesOf, greaterThan, lessThan, space, standsAt} from './bytes.ts'
import {closingTag} from './closing-tag.ts'
import {mayBePrinted, printedEnd, printedHead} from './event-text.ts'
import {looksLikeIas} from './ias.ts'
import {looksLikeOdbc} from './odbc.ts'
import {pieceOf} from './words.ts'

/**
 * What a record of a log is: an XML event (`odd` where `common` has not read it), one printed for people, a line of its
 * own, or a row that quotes may carry over lines.
 */
export type FrameKind = 'event' | 'odd' | 'printed' | 'line' | 'row' | 'broken'

/** Is shown the records one by one, as places in the framer's bytes, in their order. */
export interface Reader {
  /** Reads an event that is written as nearly all are and finds its end by itself; -1 where it is not, or not whole. */
  common(from: number): number
  frame(kind: FrameKind, from: number, to: number): void
}

/** Longer than Windows makes an event, even as XML with its text in words. */
export const longestEvent = 1_048_576
/** A row of a text export at its longest; beyond it a quote is taken for a stray one. */
const longestRow = 131_072
const wrapper = /^<(?:\?xml|\/?Events?\b|\/?QueryList|!--)/
const event = bytesOf('<Event')
const closing = closingTag('Event')
const mark = bytesOf('\ufeff')
const [newline, quote] = [10, 34]

/**
 * Cuts the bytes of a log into its records; formats may change from record to record, as where NPS was set to another.
 * Every byte is looked at a bounded number of times, whatever stands there.
 */
export class Framer {
  /** What the frames are places in, until the next piece comes. */
  bytes: Buffer = Buffer.alloc(0)
  /** The same with some more behind them. */
  piece = pieceOf(this.bytes, 0)
  #rest: Buffer = Buffer.alloc(0)
  #last = false
  #reader: Reader = nobody
  /** Up to here in the rest there is no end of an event. */
  #searched = 0

  /** Takes the next piece; null: there is none, and what is left is a last line without its line break, or half a record. */
  add(piece: Buffer | null): void {
    const length = this.#rest.length + (piece?.length ?? 0)
    const padded = joined(this.#rest, piece ?? nothing, length)
    this.piece = pieceOf(padded, length)
    this.bytes = padded.subarray(0, length)
    this.#last = piece === null
  }

  /** Shows the records that are whole by now, as if they were not to be shown again. */
  peek(reader: Reader): void {
    this.#cut(reader)
    this.#searched = 0
  }

  /** Shows the records that are whole by now. */
  read(reader: Reader): void {
    this.#rest = Buffer.from(this.bytes.subarray(this.#cut(reader)))
  }

  /** Whether what has not been shown is an event printed for people, up to the end of a line. */
  holdsPrinted(): boolean {
    const start = this.#rest.toString('latin1', 0, printedHead)
    return this.#rest.at(-1) === newline && printedEnd(start) !== null
  }

  /** The place up to which all are shown. */
  #cut(reader: Reader): number {
    const {bytes} = this
    this.#reader = reader
    let at = 0
    for (;;) {
      at = afterBlank(bytes, at)
      if (at >= bytes.length) break
      const end = bytes[at] === lessThan ? this.#markup(at) : this.#plain(at)
      if (end < 0) break
      this.#searched = 0
      at = end
    }
    return at
  }

  #keep(kind: FrameKind, from: number, to: number): number {
    this.#reader.frame(kind, from, to)
    return to
  }

  /** Waits for more, unless there is no more, or already more than a record may have. */
  #wait(at: number, longest: number): number {
    const all = this.bytes.length
    return this.#last || all - at > longest ? this.#keep('broken', at, all) : -1
  }

  /** The place after the element at `at`, or -1 where it has not come whole. */
  #markup(at: number): number {
    const {bytes} = this
    if (bytes.length - at < 8 && !this.#last) return -1
    const after = bytes[at + event.length]
    if (!standsAt(bytes, at, event) || (after !== greaterThan && after !== space)) return this.#aside(at)
    const fresh = this.#searched === 0
    const read = fresh ? this.#reader.common(at) : -1
    if (read > 0) return read
    const end = closing.endIn(bytes, at + this.#searched)
    if (end >= 0) return this.#keep(fresh ? 'odd' : 'event', at, end)
    this.#searched = Math.max(0, bytes.length - at - closing.length)
    return this.#wait(at, longestEvent)
  }

  /** What stands around events; a declaration is not followed. */
  #aside(at: number): number {
    if (!wrapper.test(this.bytes.toString('latin1', at, at + 12))) return this.#line(at, 'broken')
    const close = this.bytes.indexOf(greaterThan, at)
    return close < 0 ? this.#wait(at, longestRow) : close + 1
  }

  #line(at: number, kind: FrameKind): number {
    const end = this.bytes.indexOf(newline, at)
    if (end >= 0) return this.#keep(kind, at, end)
    return this.#last ? this.#keep(kind, at, this.bytes.length) : this.#wait(at, longestRow)
  }

  #plain(at: number): number {
    const start = this.bytes.toString('latin1', at, at + 400)
    if (looksLikeOdbc(start) || looksLikeIas(start)) return this.#line(at, 'line')
    return mayBePrinted(start) ? this.#printed(at) : this.#row(at)
  }

  /** An event printed for people goes on to the next one; where its XML follows, that says the same. */
  #printed(at: number): number {
    const {bytes} = this
    const short = bytes.length - at < printedHead && !this.#last
    const ends = short ? null : printedEnd(bytes.toString('latin1', at, at + printedHead))
    if (ends === null) return short ? -1 : this.#row(at)
    // Most are short, and looking no further than needed keeps many of them cheap.
    for (let length = printedHead / 4; length < 4 * longestRow; length *= 4) {
      ends.lastIndex = 0
      const found = ends.exec(bytes.toString('latin1', at, at + length))
      if (!found) continue
      const next = at + found.index + 1
      return bytes[next] === lessThan ? next : this.#keep('printed', at, next)
    }
    if (bytes.length - at > longestRow) return this.#line(at, 'broken')
    return this.#last ? this.#keep('printed', at, bytes.length) : -1
  }

  /** A row ends at the first line break outside of quotes. */
  #row(from: number): number {
    const {bytes} = this
    let quoted = false
    for (let at = from; at < bytes.length; at++) {
      if (bytes[at] === quote) quoted = !quoted
      else if (bytes[at] !== newline) continue
      else if (!quoted) return this.#keep('row', from, at)
      // A quote that never ends costs its own line only.
      else if (at - from > longestRow) return this.#line(from, 'broken')
    }
    if (this.#last) return quoted ? this.#line(from, 'broken') : this.#keep('row', from, bytes.length)
    return bytes.length - from > longestRow ? this.#line(from, 'broken') : -1
  }
}

const nobody: Reader = {common: () => -1, frame() {}}

const nothing = Buffer.alloc(0)
/** More than the longest name that is looked for. */
const padding = 256
/** One for all logs: the frames of a piece are read before the next piece comes. */
let buffer = Buffer.alloc(0)

function joined(rest: Buffer, piece: Buffer, length: number): Buffer {
  if (buffer.length < length + padding) buffer = Buffer.alloc(Math.max(length + padding, 2 * buffer.length))
  rest.copy(buffer)
  piece.copy(buffer, rest.length)
  return buffer.subarray(0, length + padding)
}

function afterBlank(bytes: Uint8Array, from: number): number {
  let at = from
  for (;;) {
    const byte = bytes[at]
    if (byte === space || byte === newline || byte === 13 || byte === 9 || byte === 0) at++
    else if (byte === mark[0] && standsAt(bytes, at, mark)) at += mark.length
    else return at
  }
}
