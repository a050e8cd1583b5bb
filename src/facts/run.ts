import * as v from 'valibot'
import {defineFact} from '../core/fact.ts'

const shape = v.object({
  /** This machine's clock when the run began, ISO. */
  at: v.string(),
  /** The time as of which what ends is judged, ISO: that of the run unless another is asked for (`--at`). */
  asOf: v.string(),
  /** The user principal names that were asked about. */
  users: v.array(v.string()),
})
export type Run = v.InferOutput<typeof shape>

export const run = defineFact<Run>({
  key: 'run',
  about: 'when this run was made and for whom',
  shape,
  identifies: {user: ['/users/*']},
  measured: ['/at', '/asOf'],
})
