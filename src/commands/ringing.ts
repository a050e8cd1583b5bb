import {interruptible} from './interrupt.ts'
import {confirmed} from './read/confirm.ts'

const undetermined = 3

/** Does what may ring a phone, once somebody agrees; null where nobody did or Ctrl-C ended it: then the exit status says so. */
export async function ringing<T>(
  {question, yes, declined}: {question: string; yes: boolean; declined: string},
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T | null> {
  const done = await interruptible(async (signal) =>
    (await confirmed(question, yes, signal)) ? {report: await work(signal)} : 'declined',
  )
  if (done !== 'declined') return done?.report ?? null
  process.stderr.write(`${declined}\n`)
  process.exitCode = undetermined
  return null
}
