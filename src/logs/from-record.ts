import type {LogRecord} from '../codecs/nps-log/interpret.ts'
import type {LogEntry} from './entry.ts'
import {fromAccounting} from './from-accounting.ts'
import {fromEvent} from './from-event.ts'

/** What a wall clock's time is as an instant; NPS' own logs and text exports name no time zone. */
export type Clock = (wall: number) => number

/** What a record says of a sign-in; null where it says nothing of any. */
export function fromRecord(record: LogRecord, instant: Clock): LogEntry | null {
  if ('accounting' in record) return fromAccounting(record.accounting, instant)
  if ('wall' in record) return fromEvent({...record.event, at: instant(record.wall)})
  return fromEvent(record.event)
}
