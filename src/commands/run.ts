import type {Diagnosis} from '../app/diagnose.ts'
import type {EvidenceRecord} from '../core/evidence.ts'
import type {Report} from '../core/report.ts'
import {plain} from '../core/words.ts'
import {formats} from '../render/formats.ts'
import {pluginState, pluginStatus} from '../render/plugin.ts'
import {interruptible} from './interrupt.ts'
import {lookOf} from './look.ts'
import {print} from './print.ts'
import {progress} from './progress.ts'
import {type RunFlags, readFlags, readReplay} from './read/flags.ts'
import {readWait, untilHealthy} from './wait.ts'
import {planBundle, writeBundle} from './write/bundle.ts'
import {assertDistinct, assertWritable, writeNamed} from './write/file.ts'

export interface ReportFlags {
  format: string
  json: boolean
  output?: string | undefined
  from?: string | undefined
  bundle?: string | undefined
  force: boolean
}
type LookFlags = RunFlags & {debug: boolean; wait?: string | undefined}

/** Looks, reports and sets the exit status: what `doctor` and `check` do. */
export async function runDoctor(
  flags: LookFlags & ReportFlags,
  areas: readonly string[] = [],
): Promise<void> {
  const asked = {...flags, only: [...(flags.only ?? []), ...areas]}
  const output = flags.output === undefined ? null : {file: flags.output, given: '--output'}
  if (output) assertWritable(output, {replace: true})
  const plan = flags.bundle === undefined ? null : planBundle({file: flags.bundle, given: '--bundle'}, flags)
  const read = flags.from === undefined ? null : {file: flags.from, given: '--from'}
  assertDistinct([read, output, plan?.bundle, plan?.map].filter((named) => named != null))
  const diagnosis = flags.from === undefined ? await lookLive(asked) : await lookInto(flags.from, asked)
  if (!diagnosis) return
  process.exitCode = exitOf(diagnosis.report, flags)
  const text = await rendered(diagnosis, flags)
  // Readable for whoever collects reports, as any file is.
  if (output) writeNamed(output, text, {mode: 0o644, replace: true})
  else await print(text)
  if (plan) process.stderr.write(await writeBundle(diagnosis, plan))
}

/** The verdict decides, not the format; but monitoring has a convention of its own. */
const exitOf = (report: Report, {format, json}: ReportFlags) =>
  format === 'nagios' && !json ? pluginStatus[pluginState(report)] : report.exit

/** Looks at the installation, with `--wait` until it is healthy; null where Ctrl-C ended it. */
export async function lookLive(flags: LookFlags): Promise<Diagnosis | null> {
  const waitMs = readWait(flags)
  const options = await readFlags(flags)
  const {diagnose} = await import('../index.ts')
  const diagnosis = await interruptible((signal) => {
    const look = () => {
      const shown = progress(process.stderr)
      return diagnose(options, {signal, onProgress: shown.update}).finally(shown.end)
    }
    return untilHealthy(look, waitMs, signal)
  })
  if (diagnosis && flags.debug) process.stderr.write(evidenceLines(diagnosis.record))
  return diagnosis
}

/** Looks into a bundle instead. */
async function lookInto(file: string, flags: LookFlags): Promise<Diagnosis> {
  const {openBundle, replay} = await import('../index.ts')
  const {record} = openBundle(file, '--from')
  if (flags.debug) process.stderr.write(evidenceLines(record))
  return {record, report: replay(record, readReplay(flags))}
}

async function rendered({report}: Diagnosis, {format, json, output}: ReportFlags): Promise<string> {
  const render = await formats[json ? 'json' : format]!()
  return render(report, lookOf(output === undefined))
}

const evidenceLines = (record: EvidenceRecord) =>
  Object.entries(record)
    .map(
      ([key, e]) =>
        `${plain(key)}: ${e.known ? `known in ${e.ms} ms, ${plain(e.via)}` : `${e.why}: ${plain(e.detail)}`}\n`,
    )
    .join('')
