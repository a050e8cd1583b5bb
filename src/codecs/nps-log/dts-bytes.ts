import {type AccountingRecord, told, whole} from './accounting.ts'
import {
  bytesOf,
  clockAt,
  digits,
  greaterThan,
  hyphen,
  lessThan,
  milliseconds,
  slash,
  standsAt,
} from './bytes.ts'
import {fields, mostElements} from './dts.ts'
import {Names} from './names.ts'
import {nameAt, textAt} from './texts.ts'

const names = new Names(fields)
const event = bytesOf('<Event>')
const eventEnd = bytesOf('</Event>')
const type = bytesOf(' data_type="')
/** What follows: the number of the type, and the end of the tag. */
const afterType = bytesOf('">')

/**
 * Reads a line of a log in the format "DTS compliant" where it stands in the bytes of the file, if it is just as NPS
 * writes it, up to its end, which it finds before `last`; null where it is not, and the reader of text has to look at it.
 */
export function readDtsBytes(
  bytes: Buffer,
  from: number,
  last: number,
): {record: AccountingRecord; to: number} | null {
  const record: AccountingRecord = {
    wall: Number.NaN,
    computer: null,
    packet: -1,
    user: null,
    account: null,
    client: null,
    clientName: null,
    authentication: null,
    reason: null,
    policy: null,
    session: null,
  }
  let path: string | null = null
  let at = from + event.length
  if (!standsAt(bytes, from, event)) return null
  for (let count = 0; count < mostElements; count++) {
    if (bytes[at] !== lessThan) return null
    if (bytes[at + 1] === slash) {
      record.account ??= path
      const to = at + eventEnd.length
      const ends = to <= last && standsAt(bytes, at, eventEnd)
      return ends && !Number.isNaN(record.wall) && record.packet >= 0 ? {record, to} : null
    }
    const name = at + 1
    let nameEnd = name
    while (bytes[nameEnd]! > greaterThan || bytes[nameEnd] === hyphen) nameEnd++
    const begin = nameEnd + type.length + 1 + afterType.length
    if (!standsAt(bytes, nameEnd, type) || !standsAt(bytes, begin - afterType.length, afterType)) return null
    let end = begin
    while (bytes[end] !== lessThan && end < last) end++
    at = end + nameEnd - name + 3
    if (at > last || bytes[end + 1] !== slash || bytes[at - 1] !== greaterThan) return null
    switch (names.find(bytes, name, nameEnd)) {
      case 'wall':
        record.wall = wallAt(bytes, begin, end)
        break
      case 'computer':
        record.computer = told(nameAt(bytes, begin, end))
        break
      case 'packet':
        record.packet = whole(nameAt(bytes, begin, end)) ?? -1
        break
      case 'user':
        record.user = told(nameAt(bytes, begin, end))
        break
      case 'account':
        record.account = told(nameAt(bytes, begin, end))
        break
      case 'name':
        path = told(nameAt(bytes, begin, end))
        break
      case 'client':
        record.client = told(nameAt(bytes, begin, end))
        break
      case 'clientName':
        record.clientName = told(nameAt(bytes, begin, end))
        break
      case 'authentication':
        record.authentication = whole(nameAt(bytes, begin, end))
        break
      case 'reason':
        record.reason = whole(nameAt(bytes, begin, end))
        break
      case 'policy':
        record.policy = told(nameAt(bytes, begin, end))
        break
      case 'session':
        record.session = told(textAt(bytes, begin, end))
    }
  }
  return null
}

/** "11/23/2026 08:15:02.123" */
function wallAt(bytes: Uint8Array, from: number, to: number): number {
  const fraction = to - from === 23 ? digits(bytes, from + 20, 3) : to - from === 19 ? 0 : -1
  const [month, day, year] = [digits(bytes, from, 2), digits(bytes, from + 3, 2), digits(bytes, from + 6, 4)]
  return fraction < 0 ? Number.NaN : milliseconds(year, month, day, clockAt(bytes, from + 11) + fraction)
}
