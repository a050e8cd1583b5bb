import type {Kind} from '../../core/identifying.ts'
import {Distinct, streamOf} from './keyed.ts'
import {isPublicGuid, isPublicHost} from './public.ts'
import type {Rule} from './rewrite.ts'

const bytes = (key: Uint8Array, domain: string, value: string, count: number): Buffer => {
  const next = streamOf(key, domain, value)
  return Buffer.from(Array.from({length: count}, next))
}

/** 16 bytes as the GUID that they spell in the order of RFC 4122, marked as a random one. */
function guidOf(key: Uint8Array, value: string): string {
  const raw = bytes(key, 'guid', value, 16)
  raw[6] = (raw[6]! & 0x0f) | 0x40
  raw[8] = (raw[8]! & 0x3f) | 0x80
  const hex = raw.toString('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}

/** Relative identifiers below this are the same in every domain (Microsoft, "Well-known SIDs"). */
const firstOwnRid = 1000

function sidOf(key: Uint8Array, sid: string): string {
  const [s, one, five, kind, a, b, c, ...rids] = sid.split('-')
  const domain = bytes(key, 'sid', [a, b, c].join('-'), 12)
  const own = rids.map((rid) =>
    Number(rid) < firstOwnRid
      ? rid
      : String(firstOwnRid + (bytes(key, 'rid', sid, 4).readUInt32BE() % 0x3fff_ffff)),
  )
  const parts = [0, 4, 8].map((at) => String(domain.readUInt32BE(at)))
  return [s, one, five, kind, ...parts, ...own].join('-')
}

/** Leading octets that tell what an address is for; aliases of public ones are from the reserved 240.0.0.0/4 (RFC 1112). */
const keptPrefixes: readonly [RegExp, number][] = [
  [/^10\./, 1],
  [/^192\.168\./, 2],
  [/^169\.254\./, 2],
  [/^172\.(1[6-9]|2\d|3[01])\./, 2],
]
const own = /^(127\.|0\.0\.0\.0$|255\.255\.255\.|224\.)/

function ipv4Of(key: Uint8Array, address: string, attempt: number): string {
  const raw = [...bytes(key, 'ipv4', `${attempt}\0${address}`, 4)]
  const kept = keptPrefixes.find(([prefix]) => prefix.test(address))?.[1] ?? 0
  if (kept > 0) return [...address.split('.').slice(0, kept), ...raw.slice(kept)].join('.')
  return [240 + (raw[0]! % 15), ...raw.slice(1)].join('.')
}

/** The documentation prefix of RFC 3849. */
const ipv6Of = (key: Uint8Array, address: string): string =>
  `2001:db8:${bytes(key, 'ipv6', address, 12).toString('hex').match(/..../g)!.join(':')}`

/** A digit has no case: a hexadecimal number is in capitals where its letters are. */
const inHexCaseOf = (model: string, alias: string): string =>
  /[A-F]/.test(model) && !/[a-f]/.test(model) ? alias.toUpperCase() : alias

/** Digits of a text by others of the key; what stands between them stays. */
function renumbered(key: Uint8Array, domain: string, text: string, digit: RegExp, alphabet: string): string {
  const bare = text.match(digit)!.join('').toLowerCase()
  const next = streamOf(key, domain, bare)
  return text.replace(digit, () => inHexCaseOf(text, alphabet[next() % alphabet.length]!))
}

/** A way to recognise what identifies, wherever it stands, and to give it an alias of its shape. */
export interface Pattern extends Rule {
  kind: Kind
}

/** Characters that stand between the digits of a thumbprint when it is copied from a certificate's window. */
const between = '[\\s:\\u200b-\\u200f\\u202a-\\u202e\\ufeff]?'

/** In the order in which they are looked for. */
export function patternsOf(key: Uint8Array): readonly Pattern[] {
  const addresses = new Distinct((address, attempt) => ipv4Of(key, address, attempt))
  return [
    {
      kind: 'guid',
      in: /(?<![0-9a-f-])[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}(?![0-9a-f-])/gi,
      alias: (guid) => (isPublicGuid(guid) ? guid : inHexCaseOf(guid, guidOf(key, guid.toLowerCase()))),
    },
    {kind: 'sid', in: /\bS-1-5-21(?:-\d{1,10}){3,5}\b/gi, alias: (sid) => sidOf(key, sid)},
    {
      kind: 'thumbprint',
      in: new RegExp(`(?<![0-9a-z])(?:[0-9a-f]{64}|(?:[0-9a-f]${between}){39}[0-9a-f])(?![0-9a-z])`, 'gi'),
      alias: (text) => renumbered(key, 'thumbprint', text, /[0-9a-f]/gi, '0123456789abcdef'),
    },
    {
      kind: 'ip',
      in: /(?<![\w.-])(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(?:25[0-5]|2[0-4]\d|1?\d?\d)(?![\w-]|\.\d)/g,
      alias: (address) => (own.test(address) ? address : addresses.of(address)),
    },
    {
      kind: 'ip',
      in: /(?<![\w:.])(?=(?:[0-9a-f]{0,4}:){7}|[0-9a-f:]*::)[0-9a-f]{0,4}(?::[0-9a-f]{0,4}){2,7}(?![\w:])/gi,
      alias: (address) =>
        /^(::1?|::ffff:.*)$/i.test(address) ? address : ipv6Of(key, address.toLowerCase()),
    },
    {
      kind: 'phone',
      in: /(?<![\w+])\+\d[\d ()-]{6,18}\d(?!\w)/g,
      alias: (text) => renumbered(key, 'phone', text, /\d/g, '0123456789'),
    },
  ]
}

/** A name with dots that may be a host's or a domain's; file names are none. */
export const dottedName =
  /(?<![\w.@\\-]|[^/]\/)(?!\d+(?:\.\d+)*(?![\w.-]))(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\.){1,20}[a-z][a-z0-9-]{1,61}(?![\w-]|\.\w)/gi
const fileName = /\.(dll|exe|svc|xml|log|evtx|reg|ps1|cer|pfx|pem|json|txt|csv|cmd|bat|ini|sys)$/i

export const isForeignName = (name: string): boolean => !isPublicHost(name) && !fileName.test(name)

/** A user principal name or a mail address. */
export const principalName = /[^\s"'<>(),;:\\@“”‘’]{1,256}@[\w.-]{0,255}[\w-]/g
