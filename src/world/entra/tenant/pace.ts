import {CannotKnow} from '../../../core/evidence.ts'
import {pause} from '../../../core/until.ts'
import {WriteRefused, WriteUnsure} from '../write-failure.ts'

/** How patient writes are, in milliseconds. Entra does not say how long its replicas differ; these are generous guesses. */
export interface Pace {
  /** Between two reads. */
  pauseMs: number
  /** Until what was written must be seen; what is not seen by then was lost. */
  patienceMs: number
  /** How long a changed list is watched for another writer who had read the one before. */
  watchMs: number
  /** Writes of the list, after which the others have won. */
  mostWrites: number
}

export const usualPace: Pace = {pauseMs: 500, patienceMs: 10_000, watchMs: 15_000, mostWrites: 12}

/** Does a write again as often as Graph says that it was too busy to do it, as late as it says, until the signal aborts. */
export async function patiently<T>(signal: AbortSignal, write: () => Promise<T>): Promise<T> {
  while (true)
    try {
      return await write()
    } catch (error) {
      if (!(error instanceof WriteRefused && error.why === 'throttled')) throw error
      await waitAsAsked(error, signal)
    }
}

/** More attempts are not made where each is left in doubt. */
const mostDoubts = 3
const doubtMs = 1_000

/** The same for a write that does no harm when it is done twice: also after an answer that got lost. */
export async function repeatedly<T>(signal: AbortSignal, write: () => Promise<T>): Promise<T> {
  for (let doubts = 1; ; doubts++)
    try {
      return await patiently(signal, write)
    } catch (error) {
      if (!(error instanceof WriteUnsure) || doubts === mostDoubts || signal.aborted) throw error
      await pause(doubtMs, signal)
    }
}

/** Rejects where the wait would be longer than the time that is left. */
export async function waitAsAsked({waitMs, message}: WriteRefused, signal: AbortSignal): Promise<void> {
  await pause(waitMs, signal)
  if (signal.aborted) throw new CannotKnow('timeout', message)
}
