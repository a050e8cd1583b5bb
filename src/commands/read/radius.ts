import {isIPv4, isIPv6} from 'node:net'
import type {Options} from '../../app/options.ts'
import type {RadiusAsked} from '../../app/radius.ts'
import {radiusAttributes} from '../../catalogue/radius-attributes.ts'
import {UsageError} from '../../core/usage-error.ts'
import {plain} from '../../core/words.ts'
import {neededSecret} from './secrets.ts'

type Attribute = RadiusAsked['attributes'][number]

const usualPort = 1812
const longestName = 253

/** A server that is to be asked about nobody, with its secret; null where none is named. */
export async function readAccess(text: string | undefined): Promise<Options['radius']> {
  if (text === undefined) return null
  return {...readServer(text, '--radius'), secret: await readSecret()}
}

export async function readSecret(): Promise<string> {
  const secret = await neededSecret('RADIUS_SECRET', 'The shared secret')
  if (secret !== '') return secret
  throw new UsageError('An empty shared secret proves nothing; give the one that NPS has for this machine.')
}

/** HOST, HOST:PORT, an IPv6 address, or [ADDRESS]:PORT. */
export function readServer(text: string, flag: string): {host: string; port: number} {
  if (isIPv6(text)) return {host: text, port: usualPort}
  const [, inBrackets, name, port] =
    /^(?:\[([^\]]+)\]|([a-z0-9._-]{1,253}))(?::(\d{1,5}))?$/i.exec(text) ?? []
  const host = inBrackets ?? name ?? ''
  const number = port === undefined ? usualPort : Number(port)
  if (host !== '' && (inBrackets === undefined || isIPv6(inBrackets)) && number > 0 && number < 65_536)
    return {host, port: number}
  throw new UsageError(
    `${flag} is the NPS server’s name or address, such as nps1.contoso.com, 192.0.2.10:1645 or [2001:db8::1]:1812.`,
  )
}

/** IPV4 or IPV4:PORT, at which something is to listen. */
export function readListening(text: string): {address: string; port: number} {
  const [, address = '', port = String(usualPort)] = /^([\d.]{7,15})(?::(\d{1,5}))?$/.exec(text) ?? []
  if (isIPv4(address) && Number(port) < 65_536) return {address, port: Number(port)}
  throw new UsageError(
    '--listen is an IPv4 address of this machine, with a port or without, such as 192.0.2.5:1812.',
  )
}

/** A name as it is typed at the VPN: with a suffix, a domain, or neither. */
export function readName(text: string): string {
  const name = text.trim()
  if (name !== '' && Buffer.byteLength(name) <= longestName && plain(name) === name) return name
  throw new UsageError(
    '--user is the name as it is typed at the VPN, such as alice@contoso.com or CONTOSO\\alice.',
  )
}

/** From a second to three minutes, the longest that the MFA service waits. */
export function readTimeout(text: string): number {
  const [, number, unit = 's'] = /^(\d{1,6})(ms|s|m)?$/.exec(text) ?? []
  const ms = Number(number) * {ms: 1, s: 1_000, m: 60_000}[unit as 's']
  if (ms >= 1_000 && ms <= 180_000) return ms
  throw new UsageError('--timeout is how long an answer is waited for, from 1s to 180s, such as 60s.')
}

/** --nas-ip and --attribute NAME=VALUE. */
export function readAttributes(nasIp: string | undefined, typed: readonly string[]): Attribute[] {
  return [
    ...(nasIp === undefined ? [] : [attribute('--nas-ip', `NAS-IP-Address=${nasIp}`)]),
    ...typed.map((text) => attribute('--attribute', text)),
  ]
}

function attribute(flag: string, text: string): Attribute {
  const [name = '', ...rest] = text.split('=')
  const value = rest.join('=')
  const known = Object.entries(radiusAttributes).find(([n]) => n.toLowerCase() === name.toLowerCase())?.[1]
  const bytes = known && rest.length > 0 ? octets[known.value](value) : null
  if (known && bytes && bytes.length > 0 && bytes.length <= longestName)
    return {type: known.type, value: bytes}
  throw new UsageError(
    flag === '--nas-ip'
      ? '--nas-ip is the IPv4 address that the NAS says it has, such as 192.0.2.70.'
      : `--attribute is NAME=VALUE, such as Calling-Station-Id=192.0.2.7; the names are ${Object.keys(radiusAttributes).join(', ')}.`,
  )
}

const octets = {
  text: (value: string): Buffer => Buffer.from(value),
  address: (value: string): Buffer | null =>
    isIPv4(value) ? Buffer.from(value.split('.').map(Number)) : null,
  number(value: string): Buffer | null {
    if (!/^\d{1,10}$/.test(value) || Number(value) > 0xffff_ffff) return null
    const bytes = Buffer.alloc(4)
    bytes.writeUInt32BE(Number(value))
    return bytes
  },
} as const
