import {accessSync, constants, statSync, writeFileSync} from 'node:fs'
import {dirname} from 'node:path'
import type {Diagnosis} from '../app/diagnose.ts'
import type {EvidenceRecord} from '../core/evidence.ts'
import {UsageError} from '../core/usage-error.ts'
import {jsonText, plain} from '../core/words.ts'
import {interruptible} from './interrupt.ts'
import {lookOf} from './look.ts'
import {print} from './print.ts'
import {progress} from './progress.ts'
import {type RunFlags, readFlags} from './read/flags.ts'

export interface ReportFlags {
  format: string
  json: boolean
  output?: string | undefined
  debug: boolean
}

/** Looks, reports and sets the exit status: what `doctor` and `check` do. */
export async function runDoctor(flags: RunFlags & ReportFlags, areas: readonly string[] = []): Promise<void> {
  if (flags.output !== undefined) assertWritable(flags.output)
  const options = await readFlags({...flags, only: [...(flags.only ?? []), ...areas]})
  const {diagnose} = await import('../index.ts')
  const shown = progress(process.stderr)
  const diagnosis = await interruptible((signal) =>
    diagnose(options, {signal, onProgress: shown.update}),
  ).finally(shown.end)
  if (!diagnosis) return
  if (flags.debug) process.stderr.write(evidenceLines(diagnosis.record))
  process.exitCode = diagnosis.report.exit
  await deliver(await rendered(diagnosis, flags), flags.output)
}

async function rendered({report}: Diagnosis, {format, json, output}: ReportFlags): Promise<string> {
  if (json || format === 'json') return `${jsonText(report)}\n`
  const {renderText} = await import('../render/text.ts')
  return renderText(report, lookOf(output === undefined))
}

async function deliver(text: string, output: string | undefined): Promise<void> {
  if (output !== undefined) return writeTo(output, text)
  await print(text)
}

function writeTo(output: string, text: string): void {
  try {
    writeFileSync(output, text)
  } catch (error) {
    throw unwritable(error)
  }
}

const unwritable = (error: unknown) =>
  new UsageError(
    `The file given by --output cannot be written (${(error as {code?: string}).code}); give a path in a folder that exists.`,
  )

/** Before the run, not after it: a report that cannot be written is a run for nothing. */
function assertWritable(output: string): void {
  try {
    accessSync(dirname(output), constants.W_OK)
    if (statSync(output, {throwIfNoEntry: false})?.isDirectory())
      throw Object.assign(new Error(), {code: 'EISDIR'})
  } catch (error) {
    throw unwritable(error)
  }
}

const evidenceLines = (record: EvidenceRecord) =>
  Object.entries(record)
    .map(
      ([key, e]) => `${key}: ${e.known ? `known in ${e.ms} ms, ${e.via}` : `${e.why}: ${plain(e.detail)}`}\n`,
    )
    .join('')
