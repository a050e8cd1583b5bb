import {bytesOf, standsAt} from './bytes.ts'

interface Slot<Value> {
  name: Uint8Array
  value: Value
}

/** Tells some names apart where they stand in bytes, without making strings of them. */
export class Names<Value> {
  readonly #slots: (Slot<Value> | undefined)[] = Array.from({length: 256})

  constructor(values: Iterable<readonly [name: string, value: Value]>) {
    for (const [text, value] of values) {
      const name = bytesOf(text)
      let at = place(name, 0, name.length)
      while (this.#slots[at]) at = (at + 1) & 255
      this.#slots[at] = {name, value}
    }
  }

  find(bytes: Uint8Array, from: number, to: number): Value | undefined {
    for (let at = place(bytes, from, to); ; at = (at + 1) & 255) {
      const slot = this.#slots[at]
      if (slot === undefined) return undefined
      if (slot.name.length === to - from && standsAt(bytes, from, slot.name)) return slot.value
    }
  }
}

/** By the length and three of the letters, which most names differ in. */
const place = (bytes: Uint8Array, from: number, to: number): number =>
  (to - from + 7 * bytes[from]! + 31 * bytes[to - 1]! + 61 * bytes[from + ((to - from) >> 1)]!) & 255
