import type {Options} from '../app/options.ts'
import type {Cloud} from '../catalogue/clouds.ts'
import type {ChangesReport} from '../core/changes.ts'
import {UsageError} from '../core/usage-error.ts'
import {jsonText, plain} from '../core/words.ts'
import {interrupted, partly} from './interrupt.ts'
import {lookOf} from './look.ts'
import {print} from './print.ts'
import {progress} from './progress.ts'
import {agreed} from './read/confirm.ts'
import {readSignIn} from './read/sign-in.ts'
import {readLength, readProxy, readTenant} from './read/text.ts'

interface ChangeFlags {
  apply: boolean
  yes: boolean
  json: boolean
  deadline: string
  tenant?: string | undefined
  cloud?: string | undefined
  proxy?: string | undefined
  lab?: string | undefined
  'sign-in'?: string | undefined
  'app-id'?: string | undefined
}

/** What a person who signs in at another screen must grant for changes. */
const permissions = ['Application.ReadWrite.All']

export function readChange(flags: ChangeFlags): Partial<Options> {
  const signIn = readSignIn(flags)
  return {
    lab: flags.lab ?? null,
    cloud: (flags.cloud as Cloud | undefined) ?? null,
    tenant: flags.tenant === undefined ? null : readTenant(flags.tenant),
    proxy: flags.proxy === undefined ? null : readProxy(flags.proxy),
    deadlineMs: readLength(flags.deadline, '--deadline'),
    signIn: signIn.way === 'device' ? {...signIn, permissions} : signIn,
  }
}

type Confirm = Parameters<typeof import('../index.ts').repair>[2]
type Watching = Parameters<typeof import('../index.ts').repair>[3]

/**
 * Runs a change: plans, asks, does it, prints what came of it. Ctrl-C has what was begun taken back, which is printed, too,
 * with the exit status 130; a second one does not wait for that.
 */
export async function runChange(
  flags: ChangeFlags,
  question: string,
  change: (confirm: Confirm, watching: Watching) => Promise<ChangesReport>,
): Promise<void> {
  if (flags.apply && !flags.yes && !process.stdin.isTTY)
    throw new UsageError('This changes the server: without a terminal, say so with --apply --yes.')
  const {renderChanges} = await import('../render/changes.ts')
  let isInterrupted = false
  const report = await partly(async (signal) => {
    const shown = progress(process.stderr)
    const confirm: Confirm = flags.apply
      ? async (words) => flags.yes || agreed(`${planOf(words)}\n${question}`, signal)
      : null
    if (flags.apply) signal.addEventListener('abort', () => process.stderr.write(stopping))
    try {
      return await change(confirm, {signal, onProgress: shown.update})
    } catch (error) {
      if (!signal.aborted) throw error
      return null
    } finally {
      shown.end()
      isInterrupted = signal.aborted
    }
  })
  if (report) {
    process.exitCode = report.exit
    await print(flags.json ? `${jsonText(report)}\n` : renderChanges(report, lookOf(true)))
  }
  if (isInterrupted) process.exitCode = interrupted
}

const stopping =
  'npsmfa: interrupted; what was begun is taken back now. A second Ctrl-C leaves it as it is then, for npsmfa repair --undo.\n'

const planOf = (words: readonly {what: string}[]): string =>
  words.map(({what}, index) => `${index + 1}. ${plain(what)}`).join('\n')
