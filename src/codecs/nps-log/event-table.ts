import {worded} from './event-message.ts'
import {readPrinted} from './event-text.ts'
import {type DateOrder, likelyOrder, localTime, orderOf} from './local-time.ts'
import type {LogEvent} from './log-event.ts'
import {separated} from './separated.ts'

/** An event of a text export: its time is the wall clock of whoever exported it, in milliseconds as if it were UTC. */
export interface ExportedEvent {
  event: Omit<LogEvent, 'at'>
  wall: number
}

interface Columns {
  time: number
  provider: number
  id: number
  text: number
  computer: number
  channel: number
}

/** Get-WinEvent | Export-Csv names its columns in English, everywhere. */
const named = {time: 'TimeCreated', provider: 'ProviderName', id: 'Id', text: 'Message'}

/** Rows of one export: Event Viewer's "CSV" and "Text (Tab delimited)" in any language, or Export-Csv. */
export class EventTable {
  #columns: Columns | null = null
  #separator = ','
  #order: DateOrder | null = null
  /** The order of day and month was never proved; it was taken for the likelier one. */
  assumedOrder = false

  /** Null for what is no event, such as the heading. */
  read(row: string): ExportedEvent | null {
    const separator = this.#columns ? this.#separator : separatorOf(row)
    const fields = separated(row, separator)
    if (fields === null || fields.length < 5) return null
    if (fields.includes(named.time)) return this.#heading(fields, separator)
    if (this.#columns === null && !viewerColumns(fields)) return null
    const columns = this.#columns ?? viewer
    const wall = this.#time(fields[columns.time] ?? '')
    const id = fields[columns.id]?.trim() ?? ''
    if (Number.isNaN(wall) || !/^\d{1,6}$/.test(id)) return null
    const text = fields[columns.text] ?? ''
    const provider = fields[columns.provider] ?? ''
    const computer = fields[columns.computer] ?? ''
    return {wall, event: worded(provider, Number(id), fields[columns.channel], computer, text)}
  }

  /** An event printed for people: with its instant where it names one, else with the wall clock. */
  print(block: string): {event: LogEvent} | ExportedEvent | null {
    const printed = readPrinted(block)
    if (printed === null) return null
    const {time, ...event} = printed
    const [, day, clock, zone] = isoTime.exec(time) ?? []
    if (zone !== undefined) {
      const at = Date.parse(`${day}T${clock}Z`)
      return Number.isNaN(at) ? null : {event: {...event, at}}
    }
    const wall = clock === undefined ? this.#time(time) : Date.parse(`${day}T${clock}Z`)
    return Number.isNaN(wall) ? null : {event, wall}
  }

  #heading(fields: readonly string[], separator: string): null {
    const at = (name: string) => fields.indexOf(name)
    this.#separator = separator
    this.#columns = {
      time: at(named.time),
      provider: at(named.provider),
      id: at(named.id),
      text: at(named.text),
      computer: at('MachineName'),
      channel: at('LogName'),
    }
    return null
  }

  #time(text: string): number {
    const proved = orderOf(text)
    if (proved) {
      this.#order = proved
      this.assumedOrder = false
    } else if (this.#order === null && !Number.isNaN(localTime(text, 'dmy'))) this.assumedOrder = true
    return localTime(text, this.#order ?? likelyOrder(text))
  }
}

/** wevtutil writes so; older versions name no zone and mean the server's. */
const isoTime = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d(?:\.\d{1,3})?)\d{0,6}(Z)?$/

/** The first that stands in a row, before any text in quotes; the text itself may hold each of them. */
const separatorOf = (row: string): string => /[\t;,]/.exec(row.replace(/"[\s\S]*$/, ''))?.[0] ?? ','

/** Level or keywords, date and time, source, event ID, task category, and the text, for which there is no heading. */
const viewer: Columns = {time: 1, provider: 2, id: 3, text: 5, computer: -1, channel: -1}
const viewerColumns = (fields: readonly string[]) =>
  /\d/.test(fields[viewer.time] ?? '') && /^\s*\d{1,6}\s*$/.test(fields[viewer.id] ?? '')
