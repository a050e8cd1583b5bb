import * as v from 'valibot'
import {defineFact} from '../core/fact.ts'
import {time} from './time.ts'

/** When the machine's clock was set by more than five minutes in the last thirty days, by the System log. */
const shape = v.object({
  /** ISO: from when on it is told; the log itself may begin later. */
  since: time,
  /** Newest first, at most fifty. */
  changes: v.array(
    v.object({
      /** ISO: by the new time, as the log has it. */
      at: time,
      /** ISO: what the clock showed before, and then. */
      from: time,
      to: time,
    }),
  ),
})
export type ClockChanges = v.InferOutput<typeof shape>

export const clockChanges = defineFact<ClockChanges>({
  key: 'clock-changes',
  about: 'when the machine’s clock was set in the last thirty days',
  shape,
  measured: ['/since'],
})
