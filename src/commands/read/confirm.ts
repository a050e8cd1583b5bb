import {createInterface} from 'node:readline/promises'
import {UsageError} from '../../core/usage-error.ts'

/** Whether whoever sits at the terminal agrees; without a terminal only `--yes`, typed, does. */
export async function confirmed(question: string, yes: boolean, signal: AbortSignal): Promise<boolean> {
  if (yes) return true
  if (!process.stdin.isTTY || !process.stderr.isTTY)
    throw new UsageError('This rings phones and counts as a sign-in: without a terminal, say so with --yes.')
  return agreed(question, signal)
}

/** Asks at the terminal; anything but a yes is a no. */
export async function agreed(question: string, signal: AbortSignal): Promise<boolean> {
  const lines = createInterface({input: process.stdin, output: process.stderr})
  lines.once('SIGINT', () => process.kill(process.pid, 'SIGINT'))
  try {
    const answer = await lines.question(`${question} [y/N] `, {signal})
    return /^y(es)?$/i.test(answer.trim())
  } finally {
    lines.close()
  }
}
