import {hmacBytes} from './keyed.ts'

/** Leading octets that tell what an address is for; aliases of public ones are from the reserved 240.0.0.0/4 (RFC 1112). */
const keptPrefixes: readonly [RegExp, number][] = [
  [/^10\./, 1],
  [/^192\.168\./, 2],
  [/^169\.254\./, 2],
  [/^172\.(1[6-9]|2\d|3[01])\./, 2],
]
const everybodys = /^(127\.|0\.0\.0\.0$|255\.255\.255\.|224\.)/

export const isOwnIpv4 = (address: string): boolean => !everybodys.test(address)

export function ipv4Of(key: Uint8Array, address: string, attempt: number): string {
  const raw = [...hmacBytes(key, 'ipv4', `${attempt}\0${address}`, 4)]
  const kept = keptPrefixes.find(([prefix]) => prefix.test(address))?.[1] ?? 0
  if (kept > 0) return [...address.split('.').slice(0, kept), ...raw.slice(kept)].join('.')
  return [240 + (raw[0]! % 15), ...raw.slice(1)].join('.')
}

/** The same address has one text only (RFC 5952); what is none stays as it is. */
function canonical(address: string): string {
  try {
    return new URL(`http://[${address}]`).hostname.slice(1, -1)
  } catch {
    return address.toLowerCase()
  }
}

/** Link-local and unique local addresses stay such (RFC 4291 §2.5.6, RFC 4193); others get the documentation prefix of RFC 3849. */
const ipv6Prefixes: readonly [RegExp, string][] = [
  [/^fe[89ab]/, 'fe80::'],
  [/^f[cd]/, 'fd00:db8:'],
]

/** The alias of an address; a zone behind it, which is of the machine that looked, stays. */
export function ipv6Of(key: Uint8Array, text: string): string {
  const [address = '', ...zone] = text.split('%')
  const value = canonical(address)
  if (/^::1?$|^::ffff:$/.test(value)) return text
  const prefix = ipv6Prefixes.find(([those]) => those.test(value))?.[1] ?? '2001:db8:'
  const groups = prefix.endsWith('::') ? 4 : 6
  const own = hmacBytes(key, 'ipv6', value, groups * 2)
    .toString('hex')
    .match(/..../g)!
    .join(':')
  return [prefix + own, ...zone].join('%')
}
