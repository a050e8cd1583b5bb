import {type AccountingRecord, told, wallClock, whole} from './accounting.ts'
import {decoded} from './decoded.ts'
import {separated} from './separated.ts'

/** Attribute numbers of the format; those above 4000 are NPS' own. */
const attributes = {
  session: '25',
  client: '4108',
  authentication: '4127',
  clientName: '4128',
  account: '4129',
  name: '4130',
  packet: '4136',
  reason: '4142',
  policy: '4149',
} as const

/** `192.0.2.70,CONTOSO\alice,11/23/2026,08:15:02,IAS,NPS01,4108,192.0.2.70,…` */
export const looksLikeIas = (line: string): boolean =>
  /^[\da-fA-F.:]{0,45},[^,]{0,256},\d\d?\/\d\d?\/\d{4},\d\d?:\d\d:\d\d,/.test(line.slice(0, 360))

/** Reads one line of a log in the format "IAS (legacy)": six fields, then pairs of attribute and value. */
export function readIas(line: string): AccountingRecord | null {
  const fields = separated(line, ',')
  if (fields === null || fields.length < 8) return null
  const pairs = new Map<string, string>()
  for (let at = 6; at + 1 < fields.length; at += 2) pairs.set(fields[at]!, fields[at + 1]!)
  const text = (raw: string | undefined) => told(raw === undefined ? raw : decoded(raw))
  const [wall, packet] = [wallClock(fields[2]!, fields[3]!), whole(pairs.get(attributes.packet))]
  if (Number.isNaN(wall) || packet === null) return null
  return {
    wall,
    packet,
    computer: text(fields[5]),
    user: text(fields[1]),
    account: text(pairs.get(attributes.account)) ?? text(pairs.get(attributes.name)),
    client: told(pairs.get(attributes.client)) ?? told(fields[0]),
    clientName: text(pairs.get(attributes.clientName)),
    authentication: whole(pairs.get(attributes.authentication)),
    reason: whole(pairs.get(attributes.reason)),
    policy: text(pairs.get(attributes.policy)),
    session: told(pairs.get(attributes.session)),
  }
}
