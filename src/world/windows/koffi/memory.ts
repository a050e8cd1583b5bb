import {WindowsFailure} from '../failure.ts'
import type {Lib} from './lib.ts'

/** Room for a pointer or handle that a function gives back. */
export const pointerOut = () => Buffer.alloc(8)
export const pointerIn = (from: Buffer, at = 0) => from.readBigUInt64LE(at)
/** Room for a DWORD. */
export const dwordOut = (value = 0) => {
  const buffer = Buffer.alloc(4)
  buffer.writeUInt32LE(value)
  return buffer
}

/** A copy of `length` bytes at an address. */
export const bytesAt = ({koffi}: Lib, address: bigint, length: number): Buffer =>
  address === 0n || length === 0
    ? Buffer.alloc(0)
    : Buffer.from(new Uint8Array(koffi.view(address, length)).slice())

/** What an address points to that Windows wrote into `buffer` itself, up to the buffer's end; empty when it is not in there. */
export function within({koffi}: Lib, buffer: Buffer, address: bigint): Buffer {
  const at = address - koffi.address(buffer)
  return at >= 0n && at < BigInt(buffer.length) ? buffer.subarray(Number(at)) : Buffer.alloc(0)
}

/** The UTF-16 text at an address; null for NULL. */
export const textAt = ({koffi}: Lib, address: bigint): string | null =>
  address === 0n ? null : koffi.decode.string16(address)

/** The text in a buffer up to its first NUL. */
export const textIn = (buffer: Buffer, characters = buffer.length / 2): string =>
  buffer.toString('utf16le', 0, characters * 2).replace(/\0.*$/s, '')

export const wideText = (text: string): Buffer => Buffer.from(`${text}\0`, 'utf16le')

/** 100 ns since 1601 (FILETIME) as ISO; null for 0. */
export function fileTime(from: Buffer, at = 0): string | null {
  const ticks = from.readBigUInt64LE(at)
  const ms = Number(ticks / 10_000n) - 11_644_473_600_000
  return ticks === 0n || Math.abs(ms) > 8.64e15 ? null : new Date(ms).toISOString()
}

const tooSmall = [122, 234]

/** Calls twice: for the size, then for the content. `call` gives a Win32 code, 0 when it wrote all of it. */
export function sized(
  name: string,
  largest: number,
  call: (buffer: Buffer | null, size: Buffer) => number,
): Buffer {
  const size = dwordOut()
  const first = call(null, size)
  if (first !== 0 && !tooSmall.includes(first)) throw new WindowsFailure(name, first)
  const wanted = size.readUInt32LE()
  // ERROR_INVALID_DATA: what claims to be larger is not read.
  if (wanted > largest) throw new WindowsFailure(name, 13)
  const buffer = Buffer.alloc(wanted)
  const second = call(buffer, size)
  if (second !== 0) throw new WindowsFailure(name, second)
  return buffer.subarray(0, Math.min(size.readUInt32LE(), wanted))
}

/** Memory of Windows' own heap that holds `bytes`, for as long as `use` runs. */
export function lasting<T>({koffi}: Lib, bytes: Uint8Array, use: (address: bigint) => T): T {
  const allocated = koffi.alloc('uint8_t', Math.max(1, bytes.length))
  try {
    new Uint8Array(koffi.view(allocated, Math.max(1, bytes.length))).set(bytes)
    return use(koffi.address(allocated))
  } finally {
    koffi.free(allocated)
  }
}
