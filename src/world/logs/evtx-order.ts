import type {FileHandle} from 'node:fs/promises'
import {chunkHeaderSize, readChunkHeader} from '../../codecs/evtx/chunk.ts'
import {chunkSize} from '../../codecs/evtx/file-header.ts'

/**
 * Where the chunks of an event log begin, oldest first: in a full log Windows goes round and writes over the oldest.
 * A chunk whose header does not tell stays behind the one that it follows in the file.
 */
export async function chunkOrder(
  file: FileHandle,
  start: number,
  size: number,
  signal?: AbortSignal,
): Promise<number[]> {
  const chunks: {at: number; first: number}[] = []
  const header = Buffer.alloc(chunkHeaderSize)
  let [first, sorted] = [0, true]
  for (let at = start; at < size; at += chunkSize) {
    signal?.throwIfAborted()
    const {bytesRead} = await file.read(header, 0, chunkHeaderSize, at)
    const told = readChunkHeader(header.subarray(0, bytesRead))?.first ?? first
    sorted &&= told >= first
    first = told
    chunks.push({at, first})
  }
  if (!sorted) chunks.sort((a, b) => a.first - b.first)
  return chunks.map(({at}) => at)
}
