/** The only error that reading a chunk meets: a record that is not what the format says, or more than we look at. */
export class EvtxError extends Error {
  override name = 'EvtxError'
}

/** A place in the bytes of a chunk, and where what is read there must end. Nothing is read beyond. */
export class Cursor {
  readonly bytes: Buffer
  readonly end: number
  at: number

  constructor(bytes: Buffer, at: number, end: number) {
    if (at > end || end > bytes.length) throw new EvtxError('an offset beyond the end')
    this.bytes = bytes
    this.at = at
    this.end = end
  }

  /** Goes on by so many bytes; answers where they begin. */
  take(count: number): number {
    const from = this.at
    if (count > this.end - from) throw new EvtxError('something is cut off')
    this.at = from + count
    return from
  }

  u8(): number {
    return this.bytes[this.take(1)]!
  }

  u16(): number {
    const at = this.take(2)
    return this.bytes[at]! | (this.bytes[at + 1]! << 8)
  }

  u32(): number {
    return u32(this.bytes, this.take(4))
  }

  /** UTF-16, behind the number of its characters. */
  text(): string {
    const length = 2 * this.u16()
    const at = this.take(length)
    return this.bytes.toString('utf16le', at, at + length)
  }
}

/** The caller knows that the four bytes are there. */
export const u32 = (bytes: Buffer, at: number): number =>
  (bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24)) >>> 0

/** 64 bits, exact up to 2⁵³. */
export const u64 = (bytes: Buffer, at: number): number => u32(bytes, at + 4) * 2 ** 32 + u32(bytes, at)
