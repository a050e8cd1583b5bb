import type {FileHandle} from 'node:fs/promises'
import {LogText} from '../../codecs/nps-log/interpret.ts'
import {type Decoding, decodingOf} from './decoding.ts'
import type {TakeNew} from './follower.ts'

const pieceBytes = 262_144
/** So many pieces of new text at once, so that other logs have their turn, too. */
const mostPieces = 16
/** So much of the beginning tells one log from another that was written over it: logs begin with a time. */
const headBytes = 1_024
/** A printed event is only ended by the next one: where none comes for so long, it is taken for whole. */
const quietMs = 300

export async function headOf(handle: FileHandle): Promise<Buffer> {
  const {bytesRead, buffer} = await handle.read(Buffer.alloc(headBytes), 0, headBytes, 0)
  return buffer.subarray(0, bytesRead)
}

/** The text of one file, read as far as it goes, again and again. Its size in memory depends on no length of a file. */
export class FollowedText {
  readonly handle: FileHandle
  /** Device and number of the file. */
  readonly identity: string
  /** Up to here it is read. */
  at: number
  /** Up to here it stood there before. */
  readonly #oldUntil: number
  readonly #text = new LogText()
  readonly #piece = Buffer.allocUnsafe(pieceBytes)
  #decoding: Decoding | null = null
  #head: Buffer = Buffer.alloc(0)
  /** When something came last, by a steady clock; null where nothing of it is left to look at. */
  #grown: number | null = null

  constructor(handle: FileHandle, identity: string, at: number, oldUntil: number) {
    this.handle = handle
    this.identity = identity
    this.at = at
    this.#oldUntil = oldUntil
  }

  /** Whether it is shorter than what was read of it, or begins otherwise than before. */
  async wasCut(): Promise<boolean> {
    const {size} = await this.handle.stat()
    const now = await headOf(this.handle)
    return size < this.at || !now.subarray(0, this.#head.length).equals(this.#head)
  }

  /** True where there is more to read. */
  async readOn(take: TakeNew): Promise<boolean> {
    if (this.#head.length < headBytes) this.#head = await headOf(this.handle)
    // A byte order mark has two bytes.
    if (this.#head.length < 2) return false
    this.#decoding ??= decodingOf(this.#head)
    for (let pieces = 0; pieces < mostPieces; ) {
      const old = this.at < this.#oldUntil
      // No piece holds both what stood there before and what is new.
      const wanted = old ? Math.min(pieceBytes, this.#oldUntil - this.at) : pieceBytes
      const {bytesRead} = await this.handle.read(this.#piece, 0, wanted, this.at)
      if (bytesRead === 0) return this.#rest(take)
      if (!old) pieces++
      this.at += bytesRead
      this.#grown = performance.now()
      this.#text.push(this.#decoding(this.#piece.subarray(0, bytesRead), false), (record) =>
        take(record, old),
      )
    }
    return true
  }

  #rest(take: TakeNew): false {
    if (this.#grown === null || performance.now() - this.#grown < quietMs) return false
    this.#grown = null
    this.#text.quiet((record) => take(record, this.at <= this.#oldUntil))
    return false
  }

  /** Nothing comes any more: what is left is a last line without its line break. */
  end(take: TakeNew): void {
    this.#text.end((record) => take(record, false))
  }
}
