import {CannotKnow} from './evidence.ts'
import {duration} from './words.ts'

export interface Waiting {
  /** What is waited for, as the beginning of a sentence: "the tenant’s answer". */
  waitingFor: string
  /** Ends the wait. */
  signal: AbortSignal
  /** Between two attempts, in milliseconds. */
  pauseMs: number
}

/** Attempts something until it gives a value; null is "not yet". Rejects with `CannotKnow` (timeout) when the wait ends. */
export async function until<T>(
  {waitingFor, signal, pauseMs}: Waiting,
  attempt: () => Promise<T | null>,
): Promise<T> {
  const started = performance.now()
  while (!signal.aborted) {
    const value = await attempt()
    if (value !== null) return value
    await pause(pauseMs, signal)
  }
  throw new CannotKnow(
    'timeout',
    `${waitingFor} did not come within ${duration(performance.now() - started)}`,
  )
}

/** Resolves after so many milliseconds, or at once when the signal aborts. */
export function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve()
    const done = () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', done)
      resolve()
    }
    const timer = setTimeout(done, ms)
    signal.addEventListener('abort', done, {once: true})
  })
}
