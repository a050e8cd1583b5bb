/** What becomes of a write in place of a plain answer. */
export interface Trouble {
  answer: 'throttled' | 'failed' | 'unavailable' | 'gateway-timeout' | 'breaks-off' | 'silence'
  /** Whether the write was done all the same. */
  done: boolean
  /** Asked for in Retry-After; null sends none. */
  retryAfterSeconds: number | null
}

/** How the tenant takes changes of its applications. */
export interface Writing {
  /** Permissions of the operator who may change applications. */
  permissions: string[]
  /** How far behind the replicas are that Graph reads from, in milliseconds; they answer in turn. */
  replicaLagsMs: number[]
  /** How long the token service takes to learn of a change, in milliseconds. */
  tokenLagMs: number
  /** addKey and removeKey are refused, whatever is proven. */
  refusesProofs: boolean
  /** What becomes of the next writes, in their order; null goes well. */
  troubles: (Trouble | null)[]
  /** The tenant's default policy for applications: days that a new certificate may last; 0 forbids them, null allows any. */
  policy: {isEnabled: boolean; longestKeyDays: number | null}
}
