import {bytesOf, standsAt} from './bytes.ts'

export interface ClosingTag {
  length: number
  /** The place after the first such tag at or behind a place; -1 where there is none. */
  endIn(bytes: Uint8Array, from: number): number
}

/** Finds the end of an element by Horspool’s rule: of most bytes only every some is looked at, as few occur in the tag. */
export function closingTag(name: string): ClosingTag {
  const tag = bytesOf(`</${name}>`)
  const {length} = tag
  const steps = new Uint8Array(256).fill(length)
  for (let i = 0; i < length - 1; i++) steps[tag[i]!] = length - 1 - i
  return {
    length,
    endIn(bytes, from) {
      for (let last = from + length - 1; last < bytes.length; ) {
        const byte = bytes[last]!
        if (byte === tag[length - 1] && standsAt(bytes, last - length + 1, tag)) return last + 1
        last += steps[byte]!
      }
      return -1
    },
  }
}
