/** A GUID in the 16 bytes that Windows keeps it in: its first three parts are little-endian (MS-DTYP §2.3.4). */
export function guidText(bytes: Buffer, at = 0): string {
  const raw = bytes.toString('hex', at, at + 16)
  const turned = (from: number, to: number) => {
    let text = ''
    for (let pair = to - 2; pair >= from; pair -= 2) text += raw.slice(pair, pair + 2)
    return text
  }
  return `${turned(0, 8)}-${turned(8, 12)}-${turned(12, 16)}-${raw.slice(16, 20)}-${raw.slice(20)}`
}

/** The bytes of a GUID's text, with braces or without; other than 16 of them where it is none. */
export function guidBytes(text: string): Buffer {
  const bytes = Buffer.from(text.replace(/[{}-]/g, ''), 'hex')
  bytes.subarray(0, 4).reverse()
  bytes.subarray(4, 6).reverse()
  bytes.subarray(6, 8).reverse()
  return bytes
}
