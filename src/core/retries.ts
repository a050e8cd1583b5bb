const counts = new WeakMap<AbortSignal, number>()

/** Counts one more try of something that failed in passing, for the look that `signal` belongs to. */
export const countRetry = (signal: AbortSignal): void => {
  counts.set(signal, retriesOf(signal) + 1)
}

/** How often the look that `signal` belongs to had to try again. */
export const retriesOf = (signal: AbortSignal): number => counts.get(signal) ?? 0
