import {crc32} from './crc32.ts'
import {u32} from './cursor.ts'

/** What stands before the chunks. */
export const fileHeaderSize = 4096
export const chunkSize = 65_536

export interface EvtxHeader {
  /** Where the first chunk begins. */
  chunksAt: number
  /** The log was open when the file was copied: the header may be older than the chunks. */
  dirty: boolean
  checksumFits: boolean
}

const noChecksums = 4

/** Null for what is no header of an event log. The number of chunks in it is 16 bits, often old, and not looked at. */
export function readEvtxHeader(bytes: Buffer): EvtxHeader | null {
  if (bytes.length < 128 || bytes.toString('latin1', 0, 8) !== 'ElfFile\0') return null
  const flags = u32(bytes, 120)
  const chunksAt = bytes.readUInt16LE(40)
  return {
    chunksAt: chunksAt >= 128 ? chunksAt : fileHeaderSize,
    dirty: (flags & 1) !== 0,
    checksumFits: (flags & noChecksums) !== 0 || u32(bytes, 124) === crc32(bytes, 0, 120),
  }
}
