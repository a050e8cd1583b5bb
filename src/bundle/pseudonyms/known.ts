import type {Kind} from '../../core/identifying.ts'
import {isTelling} from './ordinary.ts'
import type {Finder} from './rewrite.ts'

export const word = /[\p{L}\p{N}\p{M}]+/gu
/** Where a leaf's names end: a distinguished name's parts, an account's domain, a list's members. */
const apart = /[\\@,=\n/;"|]+/
const lower = (text: string) => text.toLowerCase().normalize('NFC')

/** Names that were learnt from the leaves that hold them, to be found in sentences: their telling words, and those with other words as a whole. */
export class KnownNames implements Finder {
  readonly #kinds = new Map<string, Kind>()
  /** Lengths of the names of several words that begin with a word. */
  readonly #lengths = new Map<string, Set<number>>()

  learnWord(text: string, kind: Kind): void {
    const found = lower(text)
    if (isTelling(found)) this.#learn(found, kind)
  }

  /** Learns the names of a leaf that are more than telling words: “VPN users”, “Sales 2”. */
  learnNames(leaf: string, kind: Kind): void {
    for (const part of leaf.split(apart)) {
      const text = lower(part.trim())
      const words = [...text.matchAll(word)]
      const [first] = words
      if (!first || words.length === 1 || words.every(([one]) => isTelling(one))) continue
      const name = text.slice(first.index)
      this.#learn(name, kind)
      this.#lengths.set(first[0], (this.#lengths.get(first[0]) ?? new Set()).add(name.length))
    }
  }

  kindOf(found: string): Kind {
    return this.#kinds.get(lower(found))!
  }

  *find(text: string): Iterable<{0: string; index: number}> {
    let end = 0
    for (const {0: found, index} of text.matchAll(word)) {
      if (index < end) continue
      const name = this.#nameAt(text, index, found) ?? found
      if (!this.#kinds.has(lower(name))) continue
      end = index + name.length
      yield {0: name, index}
    }
  }

  /** The longest name of several words that begins here. */
  #nameAt(text: string, index: number, first: string): string | undefined {
    const found = [...(this.#lengths.get(lower(first)) ?? [])]
      .map((length) => text.slice(index, index + length))
      .filter((name) => this.#kinds.has(lower(name)))
      .filter((name) => !/^[\p{L}\p{N}\p{M}]/u.test(text.slice(index + name.length, index + name.length + 2)))
    return found.sort((a, b) => b.length - a.length)[0]
  }

  #learn(name: string, kind: Kind): void {
    if (!this.#kinds.has(name)) this.#kinds.set(name, kind)
  }
}
