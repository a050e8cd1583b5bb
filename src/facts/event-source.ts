import * as v from 'valibot'
import {time} from './time.ts'

/** An event channel, and whether it could be read. */
export const eventSource = v.object({
  channel: v.string(),
  state: v.picklist(['read', 'absent', 'disabled', 'denied', 'failed']),
  /** Why not, where it is denied or failed. */
  detail: v.nullable(v.string()),
  /** ISO: from when on it was read; later than asked for where it holds more events than are read. */
  since: v.nullable(time),
})
export type EventSource = v.InferOutput<typeof eventSource>
