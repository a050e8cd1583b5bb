import type {Fact, Facts, KnownOf} from './fact.ts'

/** One way to learn one fact through the world `W`. */
export interface Probe<T, N extends Facts, W extends Facts, World> {
  fact: Fact<T>
  /** Only for machines of these platforms. */
  on?: readonly string[]
  /** How it learns, in words; becomes the evidence's `via`. */
  via: string
  /** What whoever looks must be allowed or be given; absent where nothing is needed. */
  permission?: string
  needs: N
  wants?: W
  timeoutMs?: number
  /** Rejects with `CannotKnow` where it can say why; must settle soon after `signal` aborts. */
  look(known: KnownOf<N> & Partial<KnownOf<W>>, world: World, signal: AbortSignal, user: string): Promise<T>
}

// biome-ignore lint/suspicious/noExplicitAny: a list of probes is heterogeneous.
export type AnyProbe<World> = Probe<any, any, any, World>
