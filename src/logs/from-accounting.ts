import {type AccountingRecord, packets} from '../codecs/nps-log/accounting.ts'
import {type EntryKind, entry, type LogEntry, person, server} from './entry.ts'

const kinds: ReadonlyMap<number, EntryKind> = new Map([
  [packets.request, 'request'],
  [packets.accept, 'granted'],
  [packets.reject, 'denied'],
  [packets.challenge, 'challenged'],
])

/** Authentication-Type (Microsoft Learn, "Interpret NPS log files"). */
const methods: Readonly<Record<number, string>> = {
  1: 'PAP',
  2: 'CHAP',
  3: 'MS-CHAP',
  4: 'MS-CHAPv2',
  5: 'EAP',
  7: 'Unauthenticated',
  11: 'PEAP',
}

/** Null for records that are of no sign-in: Accounting-Requests, and packets of a proxy. */
export function fromAccounting(record: AccountingRecord, instant: (wall: number) => number): LogEntry | null {
  const kind = kinds.get(record.packet)
  if (kind === undefined) return null
  const account = person(record.account)
  const typed = person(record.user)
  const told = entry(instant(record.wall), kind, 'accounting')
  told.user = account.user ?? typed.user
  told.domain = account.domain ?? typed.domain
  told.server = server(record.computer)
  told.address = record.client
  told.nas = record.clientName ?? record.client
  told.thread = record.session
  told.reason = kind === 'denied' ? record.reason : null
  told.method = record.authentication === null ? null : (methods[record.authentication] ?? null)
  told.policy = record.policy
  return told
}
