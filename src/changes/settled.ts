import type {Json} from '../core/journal.ts'
import {pause} from '../core/until.ts'

/** Replicas of a tenant show what was written after a while only; so long it is looked for, in milliseconds. */
const settleMs = 15_000
const pauseMs = 500

/** What is there once it is as it should be, or when the wait is over. */
export async function settled(
  look: () => Promise<Json>,
  isGood: (state: Json) => boolean,
  signal: AbortSignal,
): Promise<Json> {
  for (const end = performance.now() + settleMs; ; await pause(pauseMs, signal)) {
    const state = await look()
    if (isGood(state) || performance.now() >= end || signal.aborted) return state
  }
}
