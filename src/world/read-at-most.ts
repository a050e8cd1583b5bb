import {closeSync, openSync, readSync} from 'node:fs'

const chunkSize = 1_048_576

/** A file's bytes, or of a larger one the first `most` + 1, which tells that it is larger. Throws the system's error. */
export function readAtMost(file: string, most: number): Buffer {
  const chunks: Buffer[] = []
  let size = 0
  const open = openSync(file, 'r')
  try {
    // Not by the size the file claims: a device or a pipe claims none.
    for (let read = 1; read > 0 && size <= most; size += read) {
      const chunk = Buffer.allocUnsafe(Math.min(chunkSize, most + 1 - size))
      read = readSync(open, chunk, 0, chunk.length, null)
      chunks.push(chunk.subarray(0, read))
    }
  } finally {
    closeSync(open)
  }
  return Buffer.concat(chunks)
}
