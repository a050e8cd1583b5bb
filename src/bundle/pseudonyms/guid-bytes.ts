/** 16 bytes in base64, as Active Directory's ids are handed on to Entra. */
export const base64Guid = /^[A-Za-z0-9+/]{22}==$/

/** The order in which Windows writes the bytes of a GUID: its first three groups are little-endian (MS-DTYP §2.3.4). */
const order = [3, 2, 1, 0, 5, 4, 7, 6, 8, 9, 10, 11, 12, 13, 14, 15]
const groups = [0, 8, 12, 16, 20, 32]

/** Does to a GUID in base64 what `alias` does to its text, so that both stay the same object. */
export function guidInBase64(text: string, alias: (guid: string) => string): string {
  const bytes = Buffer.from(text, 'base64')
  const hex = Buffer.from(order.map((i) => bytes[i]!)).toString('hex')
  const guid = groups.slice(1).map((end, i) => hex.slice(groups[i], end))
  const aliased = Buffer.from(alias(guid.join('-')).replaceAll('-', ''), 'hex')
  return Buffer.from(order.map((i) => aliased[i]!)).toString('base64')
}
