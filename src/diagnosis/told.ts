import type {Folded} from './fold.ts'
import type {Logged} from './logged.ts'

/** A finding with its causes, and the faults in the logs that it is known by or explains. */
export interface Told extends Folded {
  logged: readonly Logged[]
}

export const isRed = ({status}: Pick<Folded, 'status'>): boolean => status === 'fail' || status === 'warn'
export const isRoot = (told: Folded): boolean => isRed(told) && told.because.length === 0
