import {BerError, readHeader} from '../../codecs/ber.ts'

const largest = 256 * 1024

/** Cuts a stream into whole messages; throws `BerError` on bytes that cannot become one. */
export function framer(): (chunk: Buffer) => Buffer[] {
  let waiting: Buffer = Buffer.alloc(0)
  return (chunk) => {
    waiting = waiting.length ? Buffer.concat([waiting, chunk]) : chunk
    const frames: Buffer[] = []
    while (waiting.length > 0) {
      if (waiting[0] !== 0x30) throw new BerError('no LDAP message')
      const header = readHeader(waiting, 0, largest)
      if (!header || header.end > waiting.length) break
      frames.push(waiting.subarray(0, header.end))
      waiting = waiting.subarray(header.end)
    }
    return frames
  }
}
