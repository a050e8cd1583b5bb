import {type Folded, isRed} from './fold.ts'
import type {Logged} from './logged.ts'

/** A finding with its causes, and the fault in the logs that it is made of, if it is. */
export interface Told extends Folded {
  logged: Logged | null
}

export const isRoot = (told: Folded): boolean => isRed(told) && told.because.length === 0
