import type {Decode} from '../../codecs/nps-log/accounting.ts'

/** How the bytes of a log become text. */
export interface Decoding {
  piece(bytes: Buffer, last: boolean): string
  /** What a value that was cut out of a piece says. */
  value: Decode
}

const foreign = /[\x80-\xff]/

/** By its byte order mark, else by how its first bytes look. */
export function decodingOf(start: Buffer): Decoding {
  const [a, b] = start
  if (a === 0xff && b === 0xfe) return wide('utf-16le')
  if (a === 0xfe && b === 0xff) return wide('utf-16be')
  if (zeros(start, 1) > 0.3 && zeros(start, 0) < 0.05) return wide('utf-16le')
  if (zeros(start, 0) > 0.3 && zeros(start, 1) < 0.05) return wide('utf-16be')
  return narrow()
}

/** The share of zero bytes at odd or even places. */
function zeros(start: Buffer, odd: 0 | 1): number {
  let count = 0
  for (let at = odd; at < start.length; at += 2) if (start[at] === 0) count++
  return count / Math.max(1, Math.ceil(start.length / 2))
}

function wide(name: string): Decoding {
  const decoder = new TextDecoder(name)
  return {piece: (bytes, last) => decoder.decode(bytes, {stream: !last}), value: (raw) => raw}
}

/**
 * A byte a character first, because what is read of a line is little; only that is decoded. NPS writes UTF-8 or, where
 * it is older, in the code page of the system.
 */
function narrow(): Decoding {
  const utf8 = new TextDecoder('utf-8', {fatal: true})
  const ansi = new TextDecoder('windows-1252')
  let first = true
  return {
    piece(bytes) {
      const marked = first && bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf
      first = false
      return bytes.toString('latin1', marked ? 3 : 0)
    },
    value(raw) {
      if (!foreign.test(raw)) return raw
      const bytes = Buffer.from(raw, 'latin1')
      try {
        return utf8.decode(bytes)
      } catch {
        return ansi.decode(bytes)
      }
    },
  }
}
