import {decoded} from './decoded.ts'
import {unescaped} from './unescaped.ts'

/** Enough for the names of an installation; a power of two. */
const slots = 65_536
/** Longer values do not come again often. */
const longest = 64

const raw = new Uint8Array(slots * longest)
const lengths = new Uint8Array(slots)
const texts: string[] = Array.from({length: slots}, () => '')

/** What the bytes of a value say. */
export const textAt = (bytes: Buffer, from: number, to: number): string =>
  unescaped(decoded(bytes.toString('latin1', from, to)))

/**
 * The same for a value that comes again and again, as names do: it is found by its bytes, so that it is decoded once and
 * there is one string of it. A value takes the place of another with the same hash, so nothing grows.
 */
export function nameAt(bytes: Buffer, from: number, to: number): string {
  const length = to - from
  if (length > longest) return textAt(bytes, from, to)
  let hash = length
  for (let at = from; at < to; at++) hash = (Math.imul(hash, 31) + bytes[at]!) | 0
  const slot = (hash ^ (hash >>> 16)) & (slots - 1)
  if (lengths[slot] !== length || !holds(slot * longest, bytes, from, to)) {
    lengths[slot] = length
    for (let at = from, to = slot * longest; at < from + length; at++, to++) raw[to] = bytes[at]!
    texts[slot] = textAt(bytes, from, to)
  }
  return texts[slot]!
}

function holds(slot: number, bytes: Uint8Array, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (raw[slot + at - from] !== bytes[at]) return false
  return true
}
