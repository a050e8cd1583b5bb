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
