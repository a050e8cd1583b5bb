import type {FileHandle} from 'node:fs/promises'

/** Read at once: a system call and a message between threads cost little beside it, and two of them little memory. */
const pieceBytes = 1_048_576

/** The bytes of a file, piece by piece: while one is looked at the next is read. */
export class Pieces {
  readonly #handle: FileHandle
  /** Where to read on; null where that is left to the system, as a pipe has no places. */
  #position: number | null
  /** The one that is looked at, and the one that is read into. */
  #buffers = [Buffer.allocUnsafe(pieceBytes), Buffer.allocUnsafe(pieceBytes)] as const
  #coming: Promise<Buffer> | null = null

  constructor(handle: FileHandle, position: number | null) {
    this.#handle = handle
    this.#position = position
  }

  /** Stays as it is until the next is asked for; empty at the end. */
  async next(): Promise<Buffer> {
    const piece = await (this.#coming ?? this.#read())
    this.#coming = piece.length > 0 ? this.#read() : null
    // It may fail when nobody asks for it any more.
    this.#coming?.catch(() => {})
    return piece
  }

  async #read(): Promise<Buffer> {
    const [other, into] = this.#buffers
    this.#buffers = [into, other]
    const {bytesRead} = await this.#handle.read(into, 0, pieceBytes, this.#position)
    if (this.#position !== null) this.#position += bytesRead
    return into.subarray(0, bytesRead)
  }
}
