import type {Facts} from '../core/fact.ts'
import type {Probe} from '../core/probe.ts'
import type {World} from './world.ts'

// biome-ignore lint/complexity/noBannedTypes: no facts at all is the neutral element of an intersection.
export const defineProbe = <T, N extends Facts = {}, W extends Facts = {}>(
  probe: Probe<T, N, W, World>,
): Probe<T, N, W, World> => probe
