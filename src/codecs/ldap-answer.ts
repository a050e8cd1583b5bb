import {ber, berBoolean, berEnumerated, berInteger, berOctets, berSequence, berSet} from './ber.ts'
import type {Control} from './ldap.ts'

export interface LdapResult {
  /** RFC 4511 §4.1.9. */
  code: number
  message?: string
  matchedDn?: string
  referrals?: readonly string[]
}

export interface LdapEntry {
  dn: string
  attributes: readonly {name: string; values: readonly (Buffer | string)[]}[]
}

const answerTags = {bind: 0x61, search: 0x65, extended: 0x78}

const message = (id: number, operation: Buffer, controls: readonly Control[] = []) =>
  berSequence(
    berInteger(id),
    operation,
    ...(controls.length ? [ber(0xa0, ...controls.map(encodeControl))] : []),
  )

const encodeControl = ({oid, critical, value}: Control) =>
  berSequence(berOctets(oid), ...(critical ? [berBoolean(true)] : []), ...(value ? [berOctets(value)] : []))

/** The closing answer to a request of that kind. */
export function encodeResult(
  id: number,
  kind: keyof typeof answerTags,
  result: LdapResult,
  more: {oid?: string; controls?: readonly Control[]} = {},
): Buffer {
  const parts = [
    berEnumerated(result.code),
    berOctets(result.matchedDn ?? ''),
    berOctets(result.message ?? ''),
  ]
  if (result.referrals?.length) parts.push(ber(0xa3, ...result.referrals.map(berOctets)))
  if (more.oid) parts.push(ber(0x8a, more.oid))
  return message(id, ber(answerTags[kind], ...parts), more.controls)
}

export function encodeEntry(id: number, entry: LdapEntry): Buffer {
  const attributes = entry.attributes.map(({name, values}) =>
    berSequence(berOctets(name), berSet(...values.map(berOctets))),
  )
  return message(id, ber(0x64, berOctets(entry.dn), berSequence(...attributes)))
}

/** What a server says before it hangs up on a peer it does not understand: message 0. */
export const encodeDisconnection = (result: LdapResult): Buffer =>
  encodeResult(0, 'extended', result, {oid: '1.3.6.1.4.1.1466.20036'})
