import {basename} from 'node:path'
import {extensionChannel} from '../catalogue/events.ts'
import type {LogReport, LogSource} from '../core/report.ts'
import type {LogEntry} from '../logs/entry.ts'
import {fromRecord} from '../logs/from-record.ts'
import {type EntrySource, merge} from '../logs/merge.ts'
import {attemptsOf, judgedLogs} from '../logs/report.ts'
import {Summarising} from '../logs/summary.ts'
import {verdictOf} from '../logs/verdict.ts'
import {version} from '../version.ts'
import {openChannels} from '../world/logs/channels.ts'
import {type OpenLog, openLog} from '../world/logs/log-file.ts'
import {type WindowsDoor, windowsDoor} from '../world/windows/door.ts'
import {thisMachine} from './world.ts'

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

/** The server's wall clock, taken for this machine's: neither NPS' own logs nor text exports name a zone. */
const localClock = () => {
  const offsets = new Map<number, number>()
  return (wall: number): number => {
    const quarter = Math.floor(wall / 900_000)
    const known = offsets.get(quarter)
    if (known !== undefined) return wall + known
    const d = new Date(wall)
    const local = new Date(
      d.getUTCFullYear(),
      d.getUTCMonth(),
      d.getUTCDate(),
      d.getUTCHours(),
      d.getUTCMinutes(),
      d.getUTCSeconds(),
    )
    if (offsets.size > 10_000) offsets.clear()
    offsets.set(quarter, local.getTime() + d.getUTCMilliseconds() - wall)
    return wall + offsets.get(quarter)!
  }
}

/** Reads logs, live ones where no file is named, and says what they show. */
export async function diagnoseLogs(
  files: readonly string[],
  {signal, onProgress, windows = windowsDoor()}: LogWatching = {},
): Promise<LogReport> {
  const started = performance.now()
  const stopped = () => signal?.aborted ?? false
  try {
    const logs =
      files.length > 0
        ? // A name that no file has may be a secret in the wrong place.
          await Promise.all(files.map((file, index) => openLog(file, `FILE ${index + 1}`)))
        : await openChannels(windows.api)
    const summarising = new Summarising(logs.some(({source}) => isRequestLog(source.file)))
    const instant = localClock()
    const entriesOf = async (log: OpenLog): Promise<LogEntry[] | null> => {
      const records = stopped() ? null : await log.next()
      onProgress?.([`${basename(log.source.file)} (${Math.round(log.source.bytes / 1_048_576)} MB)`])
      if (records === null) return null
      const entries: LogEntry[] = []
      for (const record of records) {
        const told = fromRecord(record, instant)
        if (told) entries.push(told)
      }
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
    await Promise.all(logs.map((log) => log.close()))
    const summary = summarising.end()
    const read = logs.map(({source}) => source)
    const {rootCauses, findings} = judgedLogs(summary)
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
      attempts: attemptsOf(summary),
      sources: read,
      partial: stopped(),
      tookMs: Math.round(performance.now() - started),
    }
  } finally {
    windows.close()
  }
}

/** An empty export is no trouble: there was nothing to export. */
const nothingOf = ({records, error, unreadable}: LogSource) =>
  records === 0 && (error !== null || unreadable > 0)

const isRequestLog = (file: string) =>
  extensionChannel.test(basename(file).replace(/\.\w{1,5}$/, '')) && /Opt/i.test(file)

/** The first entries tell where a log begins, and whether the newest stands first as in exports of Event Viewer. */
async function ordered(
  log: OpenLog,
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
