import type {Facts, KnownOf} from '../core/fact.ts'
import type {Step} from './change.ts'

/**
 * The cure of one check's endings by what can be changed here. `steps` is pure; null where these facts leave nothing
 * that a machine should decide.
 */
export interface Repair<N extends Facts, W extends Facts> {
  /** "cert.key-acl" */
  check: string
  /** The endings that it cures: `denied` of "cert.key-acl/denied". */
  endings: readonly string[]
  needs: N
  wants?: W
  steps(known: KnownOf<N> & Partial<KnownOf<W>>, ending: string): Step[] | null
}

// biome-ignore lint/suspicious/noExplicitAny: a list of repairs is heterogeneous.
export type AnyRepair = Repair<any, any>

// biome-ignore lint/complexity/noBannedTypes: no facts at all is the neutral element of an intersection.
export const defineRepair = <N extends Facts, W extends Facts = {}>(repair: Repair<N, W>): Repair<N, W> =>
  repair
