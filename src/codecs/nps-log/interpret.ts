import {readEvent} from '../event-xml.ts'
import type {AccountingRecord} from './accounting.ts'
import {decoded} from './decoded.ts'
import {looksLikeDts, readDts} from './dts.ts'
import {readDtsBytes} from './dts-bytes.ts'
import {readEventBytes} from './event-bytes.ts'
import {EventTable, type ExportedEvent} from './event-table.ts'
import {type Frame, Framer, longestEvent} from './frames.ts'
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
  #rows = 0
  #first = true
  /** Records that could not be read. */
  unreadable = 0
  readonly formats = new Set<Format>()

  get assumedOrder(): boolean {
    return this.#table.assumedOrder
  }

  push(piece: Buffer): LogRecord[] {
    return this.#read(this.#framer.push(piece))
  }

  end(): LogRecord[] {
    return this.#read(this.#framer.end())
  }

  #read(frames: readonly Frame[]): LogRecord[] {
    // One date that proves the order of day and month speaks for those before it too.
    if (this.#first && frames.length > 0) {
      this.#first = false
      for (const frame of frames)
        if (frame.kind === 'row') this.#table.read(decoded(this.#text(frame)))
        else if (frame.kind === 'printed') this.#table.print(decoded(this.#text(frame)))
    }
    const records: LogRecord[] = []
    for (const frame of frames) {
      const record = this.#one(frame)
      if (record === 'heading') continue
      if (record === null) this.unreadable++
      else {
        this.formats.add(record.format)
        records.push(record)
      }
    }
    return records
  }

  /** A byte a character, because little of it is needed; only that is decoded. */
  #text({from, to}: Frame): string {
    return this.#framer.bytes.toString('latin1', from, to)
  }

  #one(frame: Frame): LogRecord | 'heading' | null {
    if (frame.kind === 'broken') return null
    if (frame.kind === 'event') return this.#common(frame) ?? this.#event(this.#text(frame))
    const text = this.#text(frame).trimEnd()
    if (frame.kind === 'printed') {
      const event = this.#table.print(decoded(text))
      return event && {format: 'event text', ...event}
    }
    if (frame.kind === 'row') {
      this.#rows++
      const event = this.#table.read(decoded(text))
      if (event) return {format: 'event export', ...event}
      return this.#rows === 1 ? 'heading' : null
    }
    const ias = looksLikeIas(text)
    const accounting = ias ? readIas(text) : readOdbc(text)
    return accounting && {format: ias ? 'IAS' : 'ODBC', accounting}
  }

  /** What is written as nearly all is. */
  #common({from, to}: Frame): LogRecord | null {
    const {bytes} = this.#framer
    const accounting = readDtsBytes(bytes, from, to)
    if (accounting) return {format: 'DTS', accounting}
    const event = readEventBytes(bytes, from, to)
    return event && {format: 'event XML', event}
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
