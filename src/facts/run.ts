import * as v from 'valibot'
import {defineFact} from '../core/fact.ts'
import {time} from './time.ts'

/** More are a mistake, or a bundle that is made to fill the memory. */
export const mostUsers = 1_000

/** Reports know years of four digits only. */
const reported = v.pipe(time, v.regex(/^\d{4}-/))

const shape = v.object({
  /** This machine's clock when the run began, ISO. */
  at: reported,
  /** The time as of which what ends is judged, ISO: that of the run unless another is asked for (`--at`). */
  asOf: reported,
  /** The user principal names that were asked about. */
  users: v.pipe(v.array(v.string()), v.maxLength(mostUsers)),
})
export type Run = v.InferOutput<typeof shape>

export const run = defineFact<Run>({
  key: 'run',
  about: 'when this run was made and for whom',
  shape,
  identifies: {user: ['/users/*']},
  measured: ['/at', '/asOf'],
})
