import {basename} from 'node:path'
import {extensionChannel} from '../catalogue/events.ts'
import type {LogReport, LogSource} from '../core/report.ts'
import type {LogEntry} from '../logs/entry.ts'
import {type EntrySource, merge} from '../logs/merge.ts'
import {attemptsOf, judgedLogs} from '../logs/report.ts'
import {Summarising, type Summary} from '../logs/summary.ts'
import {verdictOf} from '../logs/verdict.ts'
import {version} from '../version.ts'
import {type WindowsDoor, windowsDoor} from '../world/windows/door.ts'
import type {EntryLog} from './entry-log.ts'
import {openFiles, openLive} from './open-logs.ts'
import {thisMachine} from './this-machine.ts'

export interface LogWatching {
  signal?: AbortSignal
  onProgress?(waitingFor: readonly string[]): void
  /** Whose live channels are read where no file is named: this machine's, unless it is another that is told. */
  windows?: WindowsDoor
}

/** Of more logs than these the beginning is read twice rather than kept. */
const heldAtOnce = 8
/** An export that begins with the newest record is turned round in memory; of a longer one only so much is kept. */
const mostTurned = 250_000

/** Reads logs, live ones where no file is named, and says what they show. */
export async function diagnoseLogs(files: readonly string[], watching: LogWatching = {}): Promise<LogReport> {
  const {signal, windows = windowsDoor()} = watching
  const started = performance.now()
  try {
    const {logs, close} = await (files.length > 0 ? openFiles(files) : openLive(windows.api))
    const summary = await summaryOf(logs, watching).finally(close)
    const read = logs.map(({source}) => source)
    const {rootCauses, findings} = judgedLogs(summary)
    const signIns = summary.timeLine.signIns()
    const {status, exit, finding} = verdictOf(summary, rootCauses.length, {
      records: read.reduce((sum, {records}) => sum + records, 0),
      unread: read.filter(nothingOf).map(({file}) => file),
    })
    return {
      schema: 'npsmfa.report/1',
      tool: {name: 'npsmfa', version},
      at: new Date().toISOString(),
      machine: await thisMachine(files.length > 0 ? 'logs' : 'live', windows.api),
      status,
      exit,
      rootCauses,
      findings: [finding, ...findings],
      notSeen: [],
      ...(signIns ? {signIns} : {}),
      attempts: attemptsOf(summary),
      sources: read,
      partial: signal?.aborted ?? false,
      tookMs: Math.round(performance.now() - started),
    }
  } finally {
    windows.close()
  }
}

/** All that the logs tell, joined; of what had been read, where it is called off. */
async function summaryOf(logs: readonly EntryLog[], {signal, onProgress}: LogWatching): Promise<Summary> {
  const stopped = () => signal?.aborted ?? false
  const summarising = new Summarising(logs.some(({source}) => isRequestLog(source.file)))
  const entriesOf = async (log: EntryLog): Promise<LogEntry[] | null> => {
    const entries = stopped() ? null : await log.next()
    onProgress?.([`${basename(log.source.file)} (${Math.round(log.source.bytes / 1_048_576)} MB)`])
    return entries
  }
  const sources: EntrySource[] = []
  for (const log of logs) {
    const source = await ordered(log, () => entriesOf(log), logs.length > heldAtOnce)
    if (source) sources.push(source)
  }
  await merge(
    sources,
    (told) => summarising.add(told),
    () => !stopped(),
  )
  return summarising.end()
}

/** An empty export is no trouble: there was nothing to export. */
const nothingOf = ({records, error, unreadable}: LogSource) =>
  records === 0 && (error !== null || unreadable > 0)

const isRequestLog = (file: string) =>
  extensionChannel.test(basename(file).replace(/\.\w{1,5}$/, '')) && /Opt/i.test(file)

/** The first entries tell where a log begins, and whether the newest stands first as in exports of Event Viewer. */
async function ordered(
  log: EntryLog,
  next: () => Promise<LogEntry[] | null>,
  many: boolean,
): Promise<EntrySource | null> {
  let start = await next()
  while (start !== null && start.length === 0) start = await next()
  if (start === null) return null
  if (!descends(start)) {
    const first = start[0]!.at
    let held: LogEntry[] | null = start
    if (many && log.rewind) {
      log.rewind()
      held = null
    }
    return {
      first,
      next() {
        const batch = held
        held = null
        return batch ? Promise.resolve(batch) : next()
      },
    }
  }
  const all = start
  for (let batch = await next(); batch !== null && all.length < mostTurned; batch = await next())
    for (const told of batch) all.push(told)
  if (all.length >= mostTurned)
    log.source.notes.push(`its newest record stands first; only the newest ${all.length} were read`)
  all.sort((a, b) => a.at - b.at)
  const batches = [all]
  return {first: all[0]!.at, next: () => Promise.resolve(batches.shift() ?? null)}
}

function descends(entries: readonly LogEntry[]): boolean {
  let steps = 0
  for (let index = 1; index < entries.length; index++)
    steps += Math.sign(entries[index]!.at - entries[index - 1]!.at)
  return steps < 0
}
