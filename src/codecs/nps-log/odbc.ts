import {type AccountingRecord, told, wallClock, whole} from './accounting.ts'
import {decoded} from './decoded.ts'
import {separated} from './separated.ts'

/** `"NPS01","IAS",11/23/2026,08:15:02,1,…`; the service is always called IAS. */
export const looksLikeOdbc = (line: string): boolean =>
  /^"[^",]{0,64}","(?:IAS|NPS)",\d\d?\//.test(line.slice(0, 100))

/** Reads one line of a log in the format "ODBC (legacy)", which has neither header nor names. */
export function readOdbc(line: string): AccountingRecord | null {
  const fields = separated(line, ',')
  if (fields === null || fields.length < 26) return null
  const text = (index: number) => told(fields[index] === undefined ? undefined : decoded(fields[index]))
  const [wall, packet] = [wallClock(fields[2]!, fields[3]!), whole(fields[4])]
  if (Number.isNaN(wall) || packet === null) return null
  return {
    wall,
    packet,
    computer: text(0),
    user: text(5),
    account: text(6),
    client: told(fields[15]),
    clientName: text(16),
    authentication: whole(fields[23]),
    policy: text(24),
    reason: whole(fields[25]),
    session: told(fields[26]),
  }
}
