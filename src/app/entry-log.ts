import type {LogSource} from '../core/report.ts'
import type {LogEntry} from '../logs/entry.ts'
import {type Clock, fromRecord} from '../logs/from-record.ts'
import type {OpenLog} from '../world/logs/log-file.ts'

/** A log, as what its records say of sign-ins. */
export interface EntryLog {
  /** How the reading of it went. */
  source: LogSource
  /** What the next records say, in their order, which may be nothing; null at the end. */
  next(): Promise<LogEntry[] | null>
  /** Begins anew. */
  rewind?(): void
}

export function entryLog(log: OpenLog, instant: Clock): EntryLog {
  return {
    source: log.source,
    async next() {
      const entries: LogEntry[] = []
      const more = await log.next((record) => {
        const told = fromRecord(record, instant)
        if (told) entries.push(told)
      })
      return more ? entries : null
    },
    ...(log.rewind ? {rewind: () => log.rewind!()} : {}),
  }
}

/** The server's wall clock, taken for this machine's: neither NPS' own logs nor text exports name a zone. */
export function localClock(): Clock {
  const offsets = new Map<number, number>()
  return (wall) => {
    const quarter = Math.floor(wall / 900_000)
    const known = offsets.get(quarter)
    if (known !== undefined) return wall + known
    const d = new Date(wall)
    const local = new Date(
      d.getUTCFullYear(),
      d.getUTCMonth(),
      d.getUTCDate(),
      d.getUTCHours(),
      d.getUTCMinutes(),
      d.getUTCSeconds(),
    )
    if (offsets.size > 10_000) offsets.clear()
    offsets.set(quarter, local.getTime() + d.getUTCMilliseconds() - wall)
    return wall + offsets.get(quarter)!
  }
}
