const table = new Int32Array(256)
for (let byte = 0; byte < 256; byte++) {
  let value = byte
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1
  table[byte] = value
}

/** CRC-32 of RFC 1952; `before` is that of the bytes before these. */
export function crc32(bytes: Buffer, from: number, to: number, before = 0): number {
  let crc = ~before
  for (let at = from; at < to; at++) crc = table[(crc ^ bytes[at]!) & 0xff]! ^ (crc >>> 8)
  return ~crc >>> 0
}
