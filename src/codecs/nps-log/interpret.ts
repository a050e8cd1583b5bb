import {readEvent} from '../event-xml.ts'
import type {AccountingRecord} from './accounting.ts'
import {decoded} from './decoded.ts'
import {looksLikeDts, readDts} from './dts.ts'
import {DtsReader} from './dts-bytes.ts'
import {EventReader} from './event-bytes.ts'
import {EventTable, type ExportedEvent} from './event-table.ts'
import {type FrameKind, Framer, longestEvent, type Reader} from './frames.ts'
import {looksLikeIas, readIas} from './ias.ts'
import {type LogEvent, logEvent} from './log-event.ts'
import {readOdbc} from './odbc.ts'

export type Format = 'event XML' | 'event export' | 'event text' | 'DTS' | 'ODBC' | 'IAS' | 'EVTX'

/** A record of any of the formats. */
export type LogRecord =
  | {format: 'event XML' | 'event text' | 'EVTX'; event: LogEvent}
  | ({format: 'event export' | 'event text'} & ExportedEvent)
  | {format: 'DTS' | 'ODBC' | 'IAS'; accounting: AccountingRecord}

/** Reads the text of one log file piece by piece, in the bytes of UTF-8 or of a code page. */
export class LogText {
  readonly #framer = new Framer()
  readonly #table = new EventTable()
  readonly #dts = new DtsReader()
  readonly #events = new EventReader()
  #rows = 0
  #first = true
  /** Records that could not be read. */
  unreadable = 0
  readonly formats = new Set<Format>()

  get assumedOrder(): boolean {
    return this.#table.assumedOrder
  }

  /** Hands the records that are whole once this piece has come to `take`. */
  push(piece: Buffer, take: (record: LogRecord) => void): void {
    this.#framer.add(piece)
    this.#read(take)
  }

  /** Hands over what is left at the end of the file. */
  end(take: (record: LogRecord) => void): void {
    this.#framer.add(null)
    this.#read(take)
  }

  /** Nothing has come for a while: hands over an event printed for people, which only the next one would end. */
  quiet(take: (record: LogRecord) => void): void {
    if (this.#framer.holdsPrinted()) this.end(take)
  }

  #read(take: (record: LogRecord) => void): void {
    if (this.#first) this.#framer.peek(this.#ahead)
    const keep = (record: LogRecord | 'heading' | null) => {
      if (record === 'heading') return
      if (record === null) this.unreadable++
      else {
        this.formats.add(record.format)
        take(record)
      }
    }
    this.#framer.read({
      common: (from) => this.#common(from, keep),
      frame: (kind, from, to) => {
        if (kind !== 'event' || this.#common(from, keep) < 0) keep(this.#one(kind, from, to))
      },
    })
  }

  /** One date that proves the order of day and month speaks for those before it too. */
  readonly #ahead: Reader = {
    common: () => -1,
    frame: (kind, from, to) => {
      this.#first = false
      if (kind === 'row') this.#table.read(decoded(this.#text(from, to)))
      else if (kind === 'printed') this.#table.print(decoded(this.#text(from, to)))
    },
  }

  /** A byte a character, because little of it is needed; only that is decoded. */
  #text(from: number, to: number): string {
    return this.#framer.bytes.toString('latin1', from, to)
  }

  #one(kind: FrameKind, from: number, to: number): LogRecord | 'heading' | null {
    if (kind === 'broken') return null
    if (kind === 'event' || kind === 'odd') return this.#event(this.#text(from, to))
    const text = this.#text(from, to).trimEnd()
    if (kind === 'printed') {
      const event = this.#table.print(decoded(text))
      return event && {format: 'event text', ...event}
    }
    if (kind === 'row') {
      this.#rows++
      const event = this.#table.read(decoded(text))
      if (event) return {format: 'event export', ...event}
      return this.#rows === 1 ? 'heading' : null
    }
    const ias = looksLikeIas(text)
    const accounting = ias ? readIas(text) : readOdbc(text)
    return accounting && {format: ias ? 'IAS' : 'ODBC', accounting}
  }

  /** What is written as nearly all is: the place behind it, or -1. */
  #common(from: number, keep: (record: LogRecord) => void): number {
    const {piece} = this.#framer
    const accounting = this.#dts.read(piece, from)
    if (accounting) keep({format: 'DTS', accounting: accounting.record})
    const event = accounting ? null : this.#events.read(piece, from)
    if (event) keep({format: 'event XML', event: event.event})
    return accounting?.to ?? event?.to ?? -1
  }

  #event(text: string): LogRecord | null {
    const dts = looksLikeDts(text)
    const accounting = dts ? readDts(text) : null
    if (accounting) return {format: 'DTS', accounting}
    const event = dts || text.length > longestEvent ? null : readEvent(decoded(text))
    if (event) return {format: 'event XML', event: logEvent(event)}
    // A line that was cut in the middle has taken the next one with it.
    const inner = Math.max(text.lastIndexOf('<Event>'), text.lastIndexOf('<Event '))
    if (inner <= 0) return null
    this.unreadable++
    return this.#event(text.slice(inner))
  }
}
