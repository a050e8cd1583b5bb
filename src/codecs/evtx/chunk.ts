import type {XmlElement} from '../xml.ts'
import {BinaryXml} from './binary-xml.ts'
import {crc32} from './crc32.ts'
import {EvtxError, u32, u64} from './cursor.ts'
import {chunkSize} from './file-header.ts'
import {recordAfter, recordAt, type Span} from './walk.ts'

/** One event as the log keeps it. */
export interface EvtxRecord {
  recordId: number
  /** The root element: what `parseXml` makes of the event's XML. */
  event: XmlElement
}

/** Why something of a chunk could not be read, and how many records that are. */
export interface EvtxDamage {
  kind: 'no-signature' | 'cut-off' | 'checksum' | 'gap' | 'record'
  /** Records that are known to have been there and are not read; those of a chunk without a header are not known. */
  records: number
  detail: string
}

export interface EvtxChunk {
  records: EvtxRecord[]
  damage: EvtxDamage[]
}

export const chunkHeaderSize = 512
const signature = 'ElfChnk\0'
const noChecksums = 4
const unused = Buffer.alloc(chunkSize)

/** Of the header of a chunk; null for what is none. */
export function readChunkHeader(bytes: Buffer): {first: number; last: number; free: number} | null {
  if (bytes.length < chunkHeaderSize || bytes.toString('latin1', 0, 8) !== signature) return null
  const free = u32(bytes, 48)
  return {
    first: u64(bytes, 24),
    last: u64(bytes, 32),
    free: free >= chunkHeaderSize && free <= chunkSize ? free : chunkSize,
  }
}

/**
 * Reads a chunk (64 KB; what is left of one at the end of a file that is cut off). A checksum that does not fit is told,
 * and the records are read as far as they hold together: in the log of a running server the last checksum is often old.
 */
export function readChunk(bytes: Buffer): EvtxChunk {
  const header = readChunkHeader(bytes)
  if (!header) return withoutHeader(bytes)
  const chunk: EvtxChunk = {records: [], damage: []}
  const damaged = (kind: EvtxDamage['kind'], detail: string, records = 0) =>
    chunk.damage.push({kind, records, detail})
  if (bytes.length < chunkSize && bytes.length < header.free) damaged('cut-off', 'the chunk is cut off')
  else if (!checksumsFit(bytes, header.free)) damaged('checksum', 'the checksum of the chunk does not fit')
  const xml = new BinaryXml(bytes)
  let seen = 0
  let previous: number | null = null
  for (let at = chunkHeaderSize; ; ) {
    const record: Span | null = recordAt(bytes, at) ?? recordAfter(bytes, at, previous, header)
    // Behind what the header knows of lie older records, or newer ones that go on counting.
    if (!record || (record.at >= header.free && record.id !== (previous ?? header.last) + 1)) break
    seen++
    previous = record.id
    at = record.end
    try {
      const [event] = xml.read(record.at + 24, record.end - 4)
      if (event) chunk.records.push({recordId: record.id, event})
      else damaged('record', `record ${record.id}: no element`, 1)
    } catch (error) {
      if (!(error instanceof EvtxError)) throw error
      damaged('record', `record ${record.id}: ${error.message}`, 1)
    }
  }
  const lost = expected(header) - seen
  if (lost > 0) damaged('gap', `records up to ${header.last} should be there`, lost)
  return chunk
}

function withoutHeader(bytes: Buffer): EvtxChunk {
  if (bytes.equals(unused.subarray(0, bytes.length))) return {records: [], damage: []}
  const cut = bytes.length < chunkHeaderSize
  const detail = cut ? 'the header of a chunk is cut off' : 'a chunk has no signature'
  return {records: [], damage: [{kind: cut ? 'cut-off' : 'no-signature', records: 0, detail}]}
}

function checksumsFit(bytes: Buffer, free: number): boolean {
  if (u32(bytes, 120) & noChecksums) return true
  const header = crc32(bytes, 128, chunkHeaderSize, crc32(bytes, 0, 120))
  return header === u32(bytes, 124) && crc32(bytes, chunkHeaderSize, free) === u32(bytes, 52)
}

/** How many records the header speaks of; 0 where it cannot be true. */
function expected({first, last}: {first: number; last: number}): number {
  const count = last - first + 1
  return count > 0 && count <= chunkSize / 32 ? count : 0
}
