import {u32, u64} from './cursor.ts'

/** A record that says its size at both ends. */
export interface Span {
  id: number
  at: number
  end: number
}

const signature = Buffer.of(0x2a, 0x2a, 0, 0)
/** Signature, size, number, time, and the size again. */
const smallest = 28

export function recordAt(bytes: Buffer, at: number): Span | null {
  if (at + smallest > bytes.length || u32(bytes, at) !== 0x2a2a) return null
  const size = u32(bytes, at + 4)
  if (size < smallest || size > bytes.length - at || u32(bytes, at + size - 4) !== size) return null
  const id = u64(bytes, at + 8)
  return Number.isSafeInteger(id) ? {id, at, end: at + size} : null
}

/** Where a record is broken: the next one that holds together, if its number says that it belongs here. */
export function recordAfter(
  bytes: Buffer,
  from: number,
  previous: number | null,
  {first, last, free}: {first: number; last: number; free: number},
): Span | null {
  const least = previous === null ? first : previous + 1
  let at = bytes.indexOf(signature, from + 1)
  for (; at >= 0 && at < free; at = bytes.indexOf(signature, at + 1)) {
    const record = recordAt(bytes, at)
    if (record && record.id >= least && record.id <= last) return record
  }
  return null
}
