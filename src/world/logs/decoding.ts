/** How the bytes of a log become those of UTF-8 or of a code page, in which it is read. */
export type Decoding = (bytes: Buffer, last: boolean) => Buffer

/** By its byte order mark, else by how its first bytes look. */
export function decodingOf(start: Buffer): Decoding {
  const [a, b] = start
  if (a === 0xff && b === 0xfe) return wide('utf-16le')
  if (a === 0xfe && b === 0xff) return wide('utf-16be')
  if (zeros(start, 1) > 0.3 && zeros(start, 0) < 0.05) return wide('utf-16le')
  if (zeros(start, 0) > 0.3 && zeros(start, 1) < 0.05) return wide('utf-16be')
  return (bytes) => bytes
}

/** The share of zero bytes at odd or even places. */
function zeros(start: Buffer, odd: 0 | 1): number {
  let count = 0
  for (let at = odd; at < start.length; at += 2) if (start[at] === 0) count++
  return count / Math.max(1, Math.ceil(start.length / 2))
}

function wide(name: string): Decoding {
  const decoder = new TextDecoder(name)
  return (bytes, last) => Buffer.from(decoder.decode(bytes, {stream: !last}))
}
