import {setTimeout} from 'node:timers/promises'
import type {Diagnosis} from '../app/diagnose.ts'
import {UsageError} from '../core/usage-error.ts'
import {duration, visible} from '../core/words.ts'
import {sentence} from '../render/sentence.ts'
import {readLength} from './read/text.ts'

/** A cure in the tenant takes a minute or more to arrive everywhere: asking more often would learn nothing. */
const pauseMs = 5_000

/** Endings of checks that no further try makes better: a wrong password counts towards the lockout of its account. */
const final = /^directory\.reachable\/credentials-refused$|\/proxy-authentication$/

/** `--wait` → milliseconds; 0 where it was not given. */
export function readWait(flags: {wait?: string | undefined; 'sign-in'?: string | undefined}): number {
  if (flags.wait === undefined) return 0
  if (flags['sign-in'] === 'device')
    throw new UsageError(
      '--wait looks many times, and --sign-in device asks a person each time; sign in another way, such as azure-cli.',
    )
  return readLength(flags.wait, '--wait')
}

/** Looks until nothing is red or undetermined, or the time is over; the last look counts. */
export async function untilHealthy(
  look: () => Promise<Diagnosis>,
  waitMs: number,
  signal: AbortSignal,
): Promise<Diagnosis> {
  const end = performance.now() + waitMs
  for (;;) {
    const diagnosis = await look()
    const {report} = diagnosis
    const left = end - performance.now()
    if (report.exit === 0 || left <= 0 || signal.aborted) return diagnosis
    const refused = report.findings.find(({code}) => final.test(code))
    if (refused) {
      tell(`Not waiting: ${visible(refused.message)} Asking again would not help, and could lock an account.`)
      return diagnosis
    }
    const pause = Math.min(pauseMs, left)
    tell(
      `${report.status}: ${sentence(report)} Looking again in ${duration(pause)}, at most ${duration(left)} more.`,
    )
    await setTimeout(pause, undefined, {signal})
  }
}

const tell = (what: string) => process.stderr.write(`npsmfa: ${what}\n`)
