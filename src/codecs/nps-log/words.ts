/**
 * Some bytes, to be compared eight at a time, as the floating-point number that they spell: of UTF-8 none spells one that
 * is not a number, nor one of the two zeros, so that equal numbers are equal bytes.
 */
export interface Words {
  length: number
  /** At every eighth place, and the last eight. */
  eights: Float64Array
  /** Of fewer than eight bytes the first four and the last four, filled up with zeros. */
  fours: Int32Array
  /** Of the four only these bits count. */
  mask: number
}

const [eight, four] = [8, 4]

/** Bytes of a log up to `last`, and behind them some that are no part of it: looking beyond an array's end is slow. */
export interface Piece {
  bytes: Buffer
  /** The same bytes, for words. */
  view: DataView
  last: number
}

export const pieceOf = (bytes: Buffer, last: number): Piece => ({
  bytes,
  view: new DataView(bytes.buffer, bytes.byteOffset, bytes.length),
  last,
})

export function wordsOf(bytes: Uint8Array, from: number, to: number): Words {
  const length = to - from
  const filled = new Uint8Array(Math.max(length, eight))
  filled.set(bytes.subarray(from, to))
  const view = new DataView(filled.buffer)
  const eights = Float64Array.from({length: length < eight ? 0 : Math.ceil(length / eight)}, (_, i) =>
    view.getFloat64(Math.min(i * eight, length - eight), true),
  )
  const fours = Int32Array.of(view.getInt32(0, true), view.getInt32(Math.max(0, length - four), true))
  return {length, eights, fours, mask: length < four ? (1 << (8 * length)) - 1 : -1}
}

/** Whether they stand at a place, behind which there are eight bytes at least. */
export function wordsStandAt(view: DataView, from: number, {length, eights, fours, mask}: Words): boolean {
  const last = eights.length - 1
  if (last < 0) {
    const tail = Math.max(from, from + length - four)
    return (view.getInt32(from, true) & mask) === fours[0] && (view.getInt32(tail, true) & mask) === fours[1]
  }
  for (let i = 0, at = from; i < last; i++, at += eight)
    if (view.getFloat64(at, true) !== eights[i]) return false
  return view.getFloat64(from + length - eight, true) === eights[last]
}
