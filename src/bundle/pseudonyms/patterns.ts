import type {Kind} from '../../core/identifying.ts'
import {ipv4Of, ipv6Of, isOwnIpv4} from './addresses.ts'
import {base64Guid, guidInBase64} from './base64-guid.ts'
import {Distinct, hmacBytes, streamOf} from './keyed.ts'
import {isPublicGuid} from './public.ts'
import type {Rule} from './rewrite.ts'
import {identifyingSid, sidOf} from './sids.ts'

/** 16 bytes as the GUID that they spell in the order of RFC 4122, marked as a random one. */
function guidOf(key: Uint8Array, value: string): string {
  const raw = hmacBytes(key, 'guid', value, 16)
  raw[6] = (raw[6]! & 0x0f) | 0x40
  raw[8] = (raw[8]! & 0x3f) | 0x80
  const hex = raw.toString('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}

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
  const aliasOfGuid = (guid: string) =>
    isPublicGuid(guid) ? guid : inHexCaseOf(guid, guidOf(key, guid.toLowerCase()))
  return [
    {
      kind: 'guid',
      in: /(?<![0-9a-f-])[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}(?![0-9a-f-])/gi,
      alias: aliasOfGuid,
    },
    {kind: 'guid', in: base64Guid, alias: (text) => guidInBase64(text, aliasOfGuid)},
    {kind: 'sid', in: identifyingSid, alias: (sid) => sidOf(key, sid, aliasOfGuid)},
    {
      kind: 'thumbprint',
      in: new RegExp(`(?<![0-9a-z])(?:[0-9a-f]{64}|(?:[0-9a-f]${between}){39}[0-9a-f])(?![0-9a-z])`, 'gi'),
      alias: (text) => renumbered(key, 'thumbprint', text, /[0-9a-f]/gi, '0123456789abcdef'),
    },
    {
      kind: 'ip',
      in: /(?<![\w.])(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(?:25[0-5]|2[0-4]\d|1?\d?\d)(?!\w|\.\d)/g,
      alias: (address) => (isOwnIpv4(address) ? addresses.of(address) : address),
    },
    {
      kind: 'ip',
      in: /(?<![\w:.])(?=(?:[0-9a-f]{0,4}:){7}|[0-9a-f:]*::)[0-9a-f]{0,4}(?::[0-9a-f]{0,4}){2,7}(?:%\w{1,16})?(?![\w:])/gi,
      alias: (address) => ipv6Of(key, address),
    },
    {
      kind: 'phone',
      in: /(?<![\w+])\+\d[\d ()-]{6,18}\d(?!\w)/g,
      alias: (text) => renumbered(key, 'phone', text, /\d/g, '0123456789'),
    },
  ]
}
