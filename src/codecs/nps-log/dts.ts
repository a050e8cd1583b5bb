import {type AccountingRecord, told, wallClock, whole} from './accounting.ts'
import {decoded} from './decoded.ts'
import {unescaped} from './unescaped.ts'

export type Field = keyof AccountingRecord | 'name'

/** The elements that are read. "Qualifed" is the product's spelling. */
export const fields: ReadonlyMap<string, Field> = new Map([
  ['Timestamp', 'wall'],
  ['Computer-Name', 'computer'],
  ['Packet-Type', 'packet'],
  ['User-Name', 'user'],
  ['SAM-Account-Name', 'account'],
  ['Fully-Qualifed-User-Name', 'name'],
  ['Fully-Qualified-User-Name', 'name'],
  ['Client-IP-Address', 'client'],
  ['Client-Friendly-Name', 'clientName'],
  ['Authentication-Type', 'authentication'],
  ['Reason-Code', 'reason'],
  ['NP-Policy-Name', 'policy'],
  ['Class', 'session'],
])

/** The same by the length of the name: most elements are passed over without their names being cut out. */
const byLength: ReadonlyMap<number, readonly (readonly [name: string, field: Field])[]> = Map.groupBy(
  fields,
  ([name]) => name.length,
)

const fieldAt = (line: string, at: number, length: number): Field | undefined =>
  byLength.get(length)?.find(([name]) => line.startsWith(name, at))?.[1]

/** More than any request has attributes. */
export const mostElements = 400
const [slash, lessThan, greaterThan] = [47, 60, 62]

export const looksLikeDts = (unit: string): boolean =>
  /^<Event>\s{0,8}<[A-Za-z][\w-]{0,64} data_type=/.test(unit.slice(0, 120))

/** Reads one line of a log in the format "DTS compliant"; null where it is broken or half written. */
export function readDts(line: string): AccountingRecord | null {
  const found: Partial<Record<Field, string>> = {}
  let at = '<Event>'.length
  for (let count = 0; count < mostElements; count++) {
    const open = line.charCodeAt(at) === lessThan ? at : line.indexOf('<', at)
    if (open < 0) return null
    if (line.charCodeAt(open + 1) === slash) return recordOf(found)
    const begin = line.indexOf('>', open)
    if (begin < 0) return null
    const space = line.indexOf(' ', open)
    const length = (space > 0 && space < begin ? space : begin) - open - 1
    at = begin + 1
    if (line.charCodeAt(begin - 1) === slash) continue
    const end = line.indexOf('<', begin)
    at = end + length + 3
    // What follows must be the end of this very element, or a line was cut in the middle.
    if (end < 0 || line.charCodeAt(end + 1) !== slash || line.charCodeAt(at - 1) !== greaterThan) return null
    const field = fieldAt(line, open + 1, length)
    if (field !== undefined) found[field] = line.slice(begin + 1, end)
  }
  return null
}

function recordOf(found: Partial<Record<Field, string>>): AccountingRecord | null {
  const [date = '', time = ''] = (found.wall ?? '').split(' ')
  const [wall, packet] = [wallClock(date, time), whole(found.packet)]
  if (Number.isNaN(wall) || packet === null) return null
  const text = (raw: string | undefined) => told(raw === undefined ? raw : unescaped(decoded(raw)))
  return {
    wall,
    packet,
    computer: text(found.computer),
    user: text(found.user),
    account: text(found.account) ?? text(found.name),
    client: text(found.client),
    clientName: text(found.clientName),
    authentication: whole(found.authentication),
    reason: whole(found.reason),
    policy: text(found.policy),
    session: text(found.session),
  }
}
