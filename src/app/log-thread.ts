import {parentPort} from 'node:worker_threads'
import type {LogSource} from '../core/report.ts'
import {fromRecord} from '../logs/from-record.ts'
import {type Packed, Packer} from '../logs/packed.ts'
import {type OpenLog, openLog} from '../world/logs/log-file.ts'
import {localClock} from './entry-log.ts'

/** What the thread is asked: the next entries of a file, or to begin it anew. */
export interface Question {
  /** Its number: one file may be named twice. */
  log: number
  file: string
  what: 'next' | 'rewind'
}
/** Answers come in the order of the questions; a rewinding has none. */
export interface Answer {
  source: LogSource
  /** False at the end of the log. */
  more: boolean
  packed: Packed
}

const logs = new Map<number, OpenLog>()
const instant = localClock()
const packer = new Packer()

async function answer({log: number, file, what}: Question): Promise<void> {
  const log = logs.get(number) ?? (await openLog(file))
  logs.set(number, log)
  if (what === 'rewind') return log.rewind?.()
  const more = await log.next((record) => {
    const told = fromRecord(record, instant)
    if (told) packer.add(told)
  })
  const answered: Answer = {source: log.source, more, packed: packer.take()}
  parentPort?.postMessage(answered, [answered.packed.numbers.buffer])
}

// As in the other programs of this kind, this is all that runs at import: one question after the other is answered.
let before = Promise.resolve()
parentPort?.on('message', (question: Question) => {
  before = before.then(() => answer(question))
})
