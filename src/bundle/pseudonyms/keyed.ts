import {createHmac} from 'node:crypto'

/** Numbers without end that follow from a key and a value: whoever lacks the key can guess nothing from an alias. */
export type Stream = () => number

/** HMAC-SHA-256 in counter mode; each number is a byte. */
export function streamOf(key: Uint8Array, domain: string, value: string): Stream {
  let block = Buffer.alloc(0)
  let counter = 0
  let at = 0
  return () => {
    if (at === block.length) {
      block = createHmac('sha256', key).update(`${domain}\0${counter++}\0${value}`).digest()
      at = 0
    }
    return block[at++]!
  }
}

/** Gives every value an alias of its own, the same each time: `make` is asked again, with the next try, where one is taken. */
export class Distinct {
  readonly #aliases = new Map<string, string>()
  readonly #taken = new Set<string>()
  readonly #make: (value: string, attempt: number) => string
  readonly #isUnfit: (alias: string, value: string) => boolean

  constructor(
    make: (value: string, attempt: number) => string,
    isUnfit: (alias: string, value: string) => boolean = () => false,
  ) {
    this.#make = make
    this.#isUnfit = isUnfit
  }

  of(value: string): string {
    const known = this.#aliases.get(value)
    if (known !== undefined) return known
    let alias = ''
    for (let attempt = 0; attempt < mostTries; attempt++) {
      alias = this.#make(value, attempt)
      // Where few are left, one that does not fit is better than one that stands for two.
      if (!this.#taken.has(alias) && (attempt > mostTries / 2 || !this.#isUnfit(alias, value))) break
    }
    this.#taken.add(alias)
    this.#aliases.set(value, alias)
    return alias
  }
}

/** There are not more words of two letters, and the space of longer ones is never so full. */
const mostTries = 5_000

export function hmacBytes(key: Uint8Array, domain: string, value: string, count: number): Buffer {
  const next = streamOf(key, domain, value)
  return Buffer.from(Array.from({length: count}, next))
}
