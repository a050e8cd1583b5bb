import {type FileHandle, open} from 'node:fs/promises'
import {eventOf, type WindowsEvent} from '../../codecs/event-xml.ts'
import {type EvtxDamage, readChunk} from '../../codecs/evtx/chunk.ts'
import {chunkSize, fileHeaderSize, readEvtxHeader} from '../../codecs/evtx/file-header.ts'
import {chunkOrder} from './evtx-order.ts'

/** What a Windows event log begins with. */
export const evtxMagic = 'ElfFile\0'

/** What came of a file so far. */
export interface EvtxTally {
  /** Of the file, and how many of them are done with. */
  bytes: number
  done: number
  /** Events that were read. */
  events: number
  /** Records that are known to have been there and could not be read. */
  unread: number
  /** What was wrong, how often, how many records that cost, and the first of it in words. */
  damage: Map<EvtxDamage['kind'] | 'header' | 'no-event', {times: number; records: number; detail: string}>
}

export const evtxTally = (): EvtxTally => ({bytes: 0, done: 0, events: 0, unread: 0, damage: new Map()})

/**
 * The events of an .evtx file, in the order in which they were logged, chunk by chunk: what is in memory is one chunk of
 * 64 KB and its events, however large the file. What cannot be read is counted and never an error; of the file system's
 * errors those of opening and reading are thrown. A file that is no event log has no events and `header` in its damage.
 */
export async function* evtxEvents(
  path: string,
  tally: EvtxTally,
  signal?: AbortSignal,
): AsyncGenerator<WindowsEvent[]> {
  const file = await open(path)
  try {
    tally.bytes = (await file.stat()).size
    const start = await firstChunk(file, tally)
    const chunk = Buffer.alloc(chunkSize)
    for (const at of await chunkOrder(file, start, tally.bytes, signal)) {
      signal?.throwIfAborted()
      const length = await fillFrom(file, chunk, at)
      const events = eventsOf(chunk.subarray(0, length), tally)
      tally.done += length
      if (events.length > 0) yield events
    }
  } finally {
    await file.close()
  }
}

async function firstChunk(file: FileHandle, tally: EvtxTally): Promise<number> {
  const bytes = Buffer.alloc(128)
  const length = await fillFrom(file, bytes, 0)
  const header = readEvtxHeader(bytes.subarray(0, length))
  if (!header) count(tally, 'header', 0, 'the file does not begin as an event log does')
  else if (!header.checksumFits) count(tally, 'header', 0, 'the checksum of the file’s header does not fit')
  return header?.chunksAt ?? fileHeaderSize
}

/** Reads until the buffer is full or the file ends. */
async function fillFrom(file: FileHandle, into: Buffer, position: number): Promise<number> {
  let length = 0
  while (length < into.length) {
    const {bytesRead} = await file.read(into, length, into.length - length, position + length)
    if (bytesRead === 0) break
    length += bytesRead
  }
  return length
}

function eventsOf(chunk: Buffer, tally: EvtxTally): WindowsEvent[] {
  const {records, damage} = readChunk(chunk)
  const events: WindowsEvent[] = []
  for (const {recordId, event: element} of records) {
    const event = eventOf(element)
    if (event) events.push(event)
    else count(tally, 'no-event', 1, `record ${recordId}: no number or no time of an event`)
  }
  for (const {kind, records: lost, detail} of damage) count(tally, kind, lost, detail)
  tally.events += events.length
  return events
}

function count(
  tally: EvtxTally,
  kind: EvtxDamage['kind'] | 'header' | 'no-event',
  records: number,
  detail: string,
): void {
  const so = tally.damage.get(kind)
  tally.unread += records
  tally.damage.set(kind, {
    times: (so?.times ?? 0) + 1,
    records: (so?.records ?? 0) + records,
    detail: so?.detail ?? detail,
  })
}
