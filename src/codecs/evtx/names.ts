import {Cursor, EvtxError} from './cursor.ts'

/** Names in Windows' manifests are shorter. */
const longestName = 256

/** The names of a chunk, which are referred to by where they stand in it. */
export class Names {
  readonly #bytes: Buffer
  readonly #known = new Map<number, string>()

  constructor(bytes: Buffer) {
    this.#bytes = bytes
  }

  /** Reads a reference to a name; where the name is used first it stands behind the reference. */
  read(cursor: Cursor): string {
    const offset = cursor.u32()
    const name = this.#known.get(offset) ?? this.#at(offset)
    if (offset === cursor.at) cursor.take(nameSize(name))
    return name
  }

  #at(offset: number): string {
    const cursor = new Cursor(this.#bytes, offset, this.#bytes.length)
    // The next name with the same hash, and the hash.
    cursor.take(6)
    const name = cursor.text()
    if (name === '' || name.length > longestName) throw new EvtxError('a name is broken')
    this.#known.set(offset, name)
    return name
  }
}

/** Four bytes for the next, two each for hash, length and the zero at the end. */
const nameSize = (name: string) => 10 + 2 * name.length
