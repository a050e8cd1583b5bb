import type {Lib} from './lib.ts'

/** Memory outside JavaScript's heap: it stays where it is while Windows works with it on another thread. */
export interface Block {
  bytes: Buffer
  /** Copies something behind what was put before; its address. */
  put(content: Uint8Array): bigint
  /** Overwrites it, since it may hold secrets, and gives it back. */
  free(): void
}

export function block({koffi}: Lib, size: number): Block {
  const allocated = koffi.alloc('uint8_t', size)
  const bytes = Buffer.from(koffi.view(allocated, size))
  bytes.fill(0)
  const address = koffi.address(allocated)
  let used = 0
  return {
    bytes,
    put(content) {
      const at = used
      if (at + content.length > size) throw new RangeError('the block is full')
      bytes.set(content, at)
      // Pointers must stand at multiples of 8.
      used = Math.ceil((at + content.length) / 8) * 8
      return address + BigInt(at)
    },
    free() {
      bytes.fill(0)
      koffi.free(allocated)
    },
  }
}
