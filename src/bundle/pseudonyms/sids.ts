import {guidBytes, guidText} from '../../codecs/guid.ts'
import {hmacBytes} from './keyed.ts'

/** SIDs of a domain or machine (21), and those that Entra makes of an object's id (12-1; "Microsoft Entra SIDs"). */
export const identifyingSid = /\bS-1-(?:5-21(?:-\d{1,10}){3,5}|12-1(?:-\d{1,10}){4})\b/gi

/** Relative identifiers below this are the same in every domain (Microsoft, "Well-known SIDs"). */
const firstOwnRid = 1000

/** The alias of a SID; that of an object of Entra is the SID of the id's alias. */
export function sidOf(key: Uint8Array, text: string, aliasOfGuid: (guid: string) => string): string {
  const [s = 'S', ...parts] = text.split('-')
  const [, kind] = parts
  const aliased = kind === '12' ? entraSid(parts, aliasOfGuid) : domainSid(key, parts)
  return [s, ...aliased].join('-')
}

function domainSid(key: Uint8Array, parts: readonly string[]): string[] {
  const [one, five, kind, a, b, c, ...rids] = parts as [string, string, string, ...string[]]
  const domain = hmacBytes(key, 'sid', [a, b, c].join('-'), 12)
  const own = rids.map((rid) =>
    Number(rid) < firstOwnRid
      ? rid
      : String(
          firstOwnRid + (hmacBytes(key, 'rid', ['S', ...parts].join('-'), 4).readUInt32BE() % 0x3fff_ffff),
        ),
  )
  return [one, five, kind, ...[0, 4, 8].map((at) => String(domain.readUInt32BE(at))), ...own]
}

/** Four 32-bit numbers, little-endian, that are the sixteen bytes of the object's id. */
function entraSid(parts: readonly string[], aliasOfGuid: (guid: string) => string): string[] {
  const id = Buffer.alloc(16)
  const words = parts.slice(3).map(Number)
  // A number of more than 32 bits is of no SID; its digits are not to be seen either.
  for (const [i, word] of words.entries()) id.writeUInt32LE(word % 2 ** 32, i * 4)
  const alias = guidBytes(aliasOfGuid(guidText(id)))
  return [...parts.slice(0, 3), ...words.map((_, i) => String(alias.readUInt32LE(i * 4)))]
}
