import type {WindowsEvent} from '../event-xml.ts'
import type {AccountingRecord, Decode} from './accounting.ts'
import {looksLikeDts, readDts} from './dts.ts'
import {scanEvent} from './event-scan.ts'
import {EventTable, type ExportedEvent} from './event-table.ts'
import {type Frame, Framer} from './frames.ts'
import {looksLikeIas, readIas} from './ias.ts'
import {readOdbc} from './odbc.ts'

export type Format = 'event XML' | 'event export' | 'event text' | 'DTS' | 'ODBC' | 'IAS' | 'EVTX'

/** A record of any of the formats. */
export type LogRecord =
  | {format: 'event XML' | 'event text' | 'EVTX'; event: WindowsEvent}
  | ({format: 'event export' | 'event text'} & ExportedEvent)
  | {format: 'DTS' | 'ODBC' | 'IAS'; accounting: AccountingRecord}

/** Reads the text of one log file piece by piece. */
export class LogText {
  readonly #decode: Decode
  readonly #framer = new Framer()
  readonly #table = new EventTable()
  #rows = 0
  #first = true
  /** Records that could not be read. */
  unreadable = 0
  readonly formats = new Set<Format>()

  constructor(decode: Decode) {
    this.#decode = decode
  }

  get assumedOrder(): boolean {
    return this.#table.assumedOrder
  }

  push(piece: string): LogRecord[] {
    return this.#read(this.#framer.push(piece))
  }

  end(): LogRecord[] {
    return this.#read(this.#framer.end())
  }

  #read(frames: readonly Frame[]): LogRecord[] {
    // One date that proves the order of day and month speaks for those before it too.
    if (this.#first && frames.length > 0) {
      this.#first = false
      for (const {kind, text} of frames)
        if (kind === 'row') this.#table.read(this.#decode(text))
        else if (kind === 'printed') this.#table.print(this.#decode(text))
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

  #one({kind, text}: Frame): LogRecord | 'heading' | null {
    if (kind === 'broken') return null
    if (kind === 'event') return this.#event(text)
    if (kind === 'printed') {
      const event = this.#table.print(this.#decode(text))
      return event && {format: 'event text', ...event}
    }
    if (kind === 'row') {
      this.#rows++
      const event = this.#table.read(this.#decode(text))
      if (event) return {format: 'event export', ...event}
      return this.#rows === 1 ? 'heading' : null
    }
    const ias = looksLikeIas(text)
    const accounting = ias ? readIas(text, this.#decode) : readOdbc(text, this.#decode)
    return accounting && {format: ias ? 'IAS' : 'ODBC', accounting}
  }

  #event(text: string): LogRecord | null {
    const dts = looksLikeDts(text)
    const accounting = dts ? readDts(text, this.#decode) : null
    if (accounting) return {format: 'DTS', accounting}
    const event = dts ? null : scanEvent(text, this.#decode)
    if (event) return {format: 'event XML', event}
    // A line that was cut in the middle has taken the next one with it.
    const inner = Math.max(text.lastIndexOf('<Event>'), text.lastIndexOf('<Event '))
    if (inner <= 0) return null
    this.unreadable++
    return this.#event(text.slice(inner))
  }
}
