import {CannotKnow} from '../../../core/evidence.ts'
import {pause} from '../../../core/until.ts'
import type {GraphWriter} from '../graph-writer.ts'
import type {TenantKey} from './key.ts'
import type {Pace} from './pace.ts'
import {readPrincipal} from './principal.ts'

/** Whose list of keys is changed, how, and until when. */
export interface Rewriting {
  graph: GraphWriter
  pace: Pace
  appId: string
  signal: AbortSignal
}

export type Keys = ReadonlyMap<string, TenantKey>

/** The keys of a principal that must be there, by their ids. */
export async function readKeys({graph, appId, signal}: Rewriting): Promise<Keys> {
  const principal = await readPrincipal(graph, appId, signal)
  if (principal) return new Map(principal.keys.map((key) => [key.keyId, key]))
  throw new CannotKnow('error', 'the service principal is not in the tenant')
}

/**
 * The keys as two reads in a row agree about them, since replicas differ for a while; and, until patience ends, as
 * they must be to be `enough`.
 */
export async function settledKeys(rewriting: Rewriting, enough: (keys: Keys) => boolean): Promise<Keys> {
  const {pace, signal} = rewriting
  const end = performance.now() + pace.patienceMs
  for (let last = await readKeys(rewriting); ; ) {
    await pause(pace.pauseMs, signal)
    const next = await readKeys(rewriting)
    if ((areSame(last, next) && enough(next)) || performance.now() >= end) return next
    last = next
  }
}

const areSame = (a: Keys, b: Keys) => a.size === b.size && [...a.keys()].every((keyId) => b.has(keyId))

/** Whether a certificate stays among the keys as long as lists are watched: a writer of lists may not have seen it. */
export async function keyStays(rewriting: Rewriting, sha256: string): Promise<boolean> {
  const {pace, signal} = rewriting
  for (const end = performance.now() + pace.watchMs; ; await pause(pace.pauseMs, signal)) {
    const keys = await settledKeys(rewriting, (now) => has(now, sha256))
    if (!has(keys, sha256)) return false
    if (performance.now() >= end) return true
  }
}

const has = (keys: Keys, sha256: string) => [...keys.values()].some((key) => key.sha256 === sha256)
