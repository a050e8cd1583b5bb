/**
 * The part of `all` without which nothing of it suffices any more: every element of it is needed. Asks `enough` at
 * most about twice per element; `all` itself must be enough.
 */
export function smallest<T>(all: readonly T[], enough: (some: readonly T[]) => boolean): readonly T[] {
  let kept = all
  for (let size = Math.ceil(all.length / 2); size >= 1; size = Math.floor(size / 2)) {
    for (let from = 0; from < kept.length; ) {
      const without = kept.toSpliced(from, size)
      if (enough(without)) kept = without
      else from += size
    }
  }
  return kept
}

/** Of more than these, not every pair is tried: it would take thousands of judgements. */
const mostPaired = 40

/** The fewest of `all` that suffice, of one or two surely; where more are needed, some without which nothing suffices. */
export function fewest<T>(all: readonly T[], enough: (some: readonly T[]) => boolean): readonly T[] {
  if (enough([])) return []
  const singly = all.length <= mostPaired ? all.map((one) => [one]) : []
  const pairs = singly.flatMap(([one], i) => all.slice(i + 1).map((other) => [one as T, other]))
  return [...singly, ...pairs].find(enough) ?? smallest(all, enough)
}
