import {type FileHandle, open} from 'node:fs/promises'
import {type LogRecord, LogText} from '../../codecs/nps-log/interpret.ts'
import {logEvent} from '../../codecs/nps-log/log-event.ts'
import type {LogSource} from '../../core/report.ts'
import {type Decoding, decodingOf} from './decoding.ts'
import {evtxEvents, evtxMagic, evtxTally} from './evtx-file.ts'
import {Pieces} from './pieces.ts'
import {isNameless, reasonOf} from './reasons.ts'

type Take = (record: LogRecord) => void

export interface OpenLog {
  /** How the reading of it went. */
  source: LogSource
  /** Hands the next records to `take` in the order of the file; false at its end. */
  next(take: Take): Promise<boolean>
  /** Begins anew. */
  rewind?(): void
  close(): Promise<void>
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
  let evtx: ((take: Take) => Promise<boolean>) | null = null

  const read = async (take: Take): Promise<boolean> => {
    handle ??= await open(file, 'r')
    pieces ??= new Pieces(handle, rewound ? 0 : null)
    const bytes = await pieces.next()
    if (!text || !decoding) {
      if (bytes.toString('latin1', 0, evtxMagic.length) === evtxMagic) {
        evtx = eventsOf(file, source)
        return evtx(take)
      }
      decoding = decodingOf(bytes.subarray(0, 4096))
      text = new LogText()
    }
    source.bytes += bytes.length
    ended = bytes.length === 0
    const counted = (record: LogRecord) => {
      source.records++
      take(record)
    }
    text.push(decoding(bytes, ended), counted)
    if (ended) text.end(counted)
    source.unreadable = text.unreadable
    source.formats = [...text.formats]
    if (ended && text.assumedOrder)
      source.notes.push('no date proves whether its day or its month stands first; the likelier was taken')
    return true
  }
  return {
    source,
    async next(take) {
      if (ended) return false
      try {
        const more = await (evtx ?? read)(take)
        ended ||= !more
        return more
      } catch (error) {
        source.error = reasonOf(error)
        if (isNameless(error)) source.file = given
        ended = true
        return false
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
function eventsOf(file: string, source: LogSource): (take: Take) => Promise<boolean> {
  const tally = evtxTally()
  const chunks = evtxEvents(file, tally)
  source.formats = ['EVTX']
  return async (take) => {
    const {value, done} = await chunks.next()
    Object.assign(source, {bytes: tally.done, records: tally.events, unreadable: tally.unread})
    for (const event of value ?? []) take({format: 'EVTX', event: logEvent(event)})
    if (!done) return true
    for (const {times, detail} of tally.damage.values())
      source.notes.push(times === 1 ? detail : `${detail}, and ${times - 1} more such places`)
    return false
  }
}
