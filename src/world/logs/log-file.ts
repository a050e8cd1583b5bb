import {type FileHandle, open} from 'node:fs/promises'
import {type LogRecord, LogText} from '../../codecs/nps-log/interpret.ts'
import {logEvent} from '../../codecs/nps-log/log-event.ts'
import type {LogSource} from '../../core/report.ts'
import {type Decoding, decodingOf} from './decoding.ts'
import {evtxEvents, evtxTally} from './evtx-file.ts'
import {Pieces} from './pieces.ts'

/** What a Windows event log begins with. */
const evtxMagic = 'ElfFile\0'

export interface OpenLog {
  /** How the reading of it went. */
  source: LogSource
  /** The next records in the order of the file; null at its end. */
  next(): Promise<LogRecord[] | null>
  /** Begins anew. */
  rewind?(): void
  close(): Promise<void>
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EACCES: 'no permission to read it',
  EPERM: 'no permission to read it',
  EISDIR: 'it is a folder',
  EBUSY: 'another program has it for itself',
}
const reasonOf = (error: unknown): string => {
  const {code, message} = error as NodeJS.ErrnoException
  return (code && reasons[code]) ?? code ?? message
}

/** Opens a log of any known format, which is told by its content; never rejects. A name that no file has is told as `given`. */
export async function openLog(file: string, given: string = file): Promise<OpenLog> {
  const source: LogSource = {file, bytes: 0, formats: [], records: 0, unreadable: 0, error: null, notes: []}
  let handle: FileHandle | null = null
  let text: LogText | null = null
  let decoding: Decoding | null = null
  let ended = false
  let pieces: Pieces | null = null
  let rewound = false
  let evtx: (() => Promise<LogRecord[] | null>) | null = null

  const read = async (): Promise<LogRecord[] | null> => {
    handle ??= await open(file, 'r')
    pieces ??= new Pieces(handle, rewound ? 0 : null)
    const bytes = await pieces.next()
    if (!text || !decoding) {
      if (bytes.toString('latin1', 0, evtxMagic.length) === evtxMagic) {
        evtx = eventsOf(file, source)
        return evtx()
      }
      decoding = decodingOf(bytes.subarray(0, 4096))
      text = new LogText()
    }
    source.bytes += bytes.length
    ended = bytes.length === 0
    const records = text.push(decoding(bytes, ended))
    if (ended) records.push(...text.end())
    source.records += records.length
    source.unreadable = text.unreadable
    source.formats = [...text.formats]
    if (ended && text.assumedOrder)
      source.notes.push('no date proves whether its day or its month stands first; the likelier was taken')
    return records
  }
  return {
    source,
    async next() {
      if (ended) return null
      try {
        const records = await (evtx ?? read)()
        ended ||= records === null
        return records
      } catch (error) {
        source.error = reasonOf(error)
        if ((error as {code?: string}).code === 'ENOENT') source.file = given
        ended = true
        return null
      }
    },
    rewind() {
      ;[pieces, rewound, ended, text, decoding, evtx] = [null, true, false, null, null, null]
      Object.assign(source, {bytes: 0, records: 0, unreadable: 0, notes: []})
    },
    close: async () => handle?.close(),
  }
}

/** The records of a Windows event log in its own format, chunk by chunk. */
function eventsOf(file: string, source: LogSource): () => Promise<LogRecord[] | null> {
  const tally = evtxTally()
  const chunks = evtxEvents(file, tally)
  source.formats = ['EVTX']
  return async () => {
    const {value, done} = await chunks.next()
    Object.assign(source, {bytes: tally.done, records: tally.events, unreadable: tally.unread})
    if (!done) return value.map((event) => ({format: 'EVTX', event: logEvent(event)}))
    for (const {times, detail} of tally.damage.values())
      source.notes.push(times === 1 ? detail : `${detail}, and ${times - 1} more such places`)
    return null
  }
}
