import type {Leg, RadiusTest} from '../../core/radius.ts'
import {duration} from '../../core/words.ts'

/** All that was asked, in order. */
export const allLegs = ({alive, nobody, legs}: RadiusTest): Leg[] =>
  [alive, nobody.signed, ...legs, nobody.unsigned].filter((leg) => leg !== null)

/** Milliseconds where it was quick, else as everywhere. */
export const took = ({ms}: Leg): string => (ms < 1_000 ? `${ms} ms` : duration(ms))
