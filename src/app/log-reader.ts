import {extname, join} from 'node:path'
import {setImmediate} from 'node:timers/promises'
import {Worker} from 'node:worker_threads'
import type {LogSource} from '../core/report.ts'
import type {LogEntry} from '../logs/entry.ts'
import {Unpacker} from '../logs/packed.ts'
import type {EntryLog} from './entry-log.ts'
import type {Answer, Question} from './log-thread.ts'

/** So many pieces of a log are read ahead of the one that is looked at. */
const ahead = 3

interface Told {
  source: LogSource
  /** Null at the end of the log. */
  entries: Iterator<LogEntry[], undefined> | null
}

interface Waiting {
  resolve(told: Told): void
  reject(error: Error): void
}

/** Reads logs in a thread of its own while what they say is joined in this one. */
export class LogReader {
  readonly #thread = new Worker(join(import.meta.dirname, `log-thread${extname(import.meta.filename)}`))
  readonly #waiting: Waiting[] = []
  readonly #unpacker = new Unpacker()
  #logs = 0
  #broken: Error | null = null

  constructor() {
    // Unpacked in the order in which the thread packed, whichever log is read on first.
    this.#thread.on('message', ({source, more, packed}: Answer) => {
      const entries = this.#unpacker.unpack(packed)
      this.#waiting.shift()?.resolve({source, entries: more ? entries : null})
    })
    this.#thread.on('error', (error) => {
      this.#broken = error
      for (const {reject} of this.#waiting.splice(0)) reject(error)
    })
  }

  log(file: string): EntryLog {
    const source: LogSource = {file, bytes: 0, formats: [], records: 0, unreadable: 0, error: null, notes: []}
    const log = this.#logs++
    const coming: Promise<Told>[] = []
    // Only who reads on after the first piece reads to the end.
    let begun = false
    let piece: Told['entries'] = null
    return {
      source,
      next: async () => {
        for (;;) {
          const some = piece?.next()
          if (some && !some.done) return some.value
          while (coming.length < (begun ? ahead : 1)) coming.push(this.#ask({log, file, what: 'next'}))
          begun = true
          // Answers may come without end: whoever presses Ctrl-C must have a turn too.
          await setImmediate()
          const told = await coming.shift()!
          Object.assign(source, told.source)
          piece = told.entries
          if (piece === null) return null
        }
      },
      rewind: () => {
        begun = false
        piece = null
        this.#thread.postMessage({log, file, what: 'rewind'} satisfies Question)
      },
    }
  }

  /** Also where it is in the middle of a piece. */
  async close(): Promise<void> {
    await this.#thread.terminate()
  }

  #ask(question: Question): Promise<Told> {
    if (this.#broken) return Promise.reject(this.#broken)
    const told = new Promise<Told>((resolve, reject) => this.#waiting.push({resolve, reject}))
    // Of what was read ahead nobody may want to know any more.
    told.catch(() => {})
    this.#thread.postMessage(question)
    return told
  }
}
