/** Some bytes, to be compared four at a time. */
export interface Words {
  length: number
  /** At every fourth place, and the last four; shorter bytes are filled up with zeros. */
  words: Int32Array
  /** Of the last word only these bits count. */
  mask: number
}

const size = 4

export function wordsOf(bytes: Uint8Array, from: number, to: number): Words {
  const length = to - from
  const filled = new Uint8Array(Math.max(length, size))
  filled.set(bytes.subarray(from, to))
  const view = new DataView(filled.buffer)
  const words = Int32Array.from({length: Math.ceil(filled.length / size)}, (_, i) =>
    view.getInt32(Math.min(i * size, filled.length - size), true),
  )
  return {length, words, mask: length < size ? (1 << (8 * length)) - 1 : -1}
}

/** Whether they stand at a place, behind which there are four bytes at least. */
export function wordsStandAt(view: DataView, from: number, {length, words, mask}: Words): boolean {
  const last = words.length - 1
  for (let i = 0, at = from; i < last; i++, at += size) if (view.getInt32(at, true) !== words[i]) return false
  const tail = Math.max(from, from + length - size)
  return (view.getInt32(tail, true) & mask) === words[last]
}
