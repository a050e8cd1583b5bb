import {type Counted, Failures} from './counted.ts'
import {dimensions} from './dimensions.ts'

type Run = NonNullable<ReturnType<Failures['runs']['get']>>

/** Failures that several codes tell of, as those of the one cause they have. */
export function together(parts: readonly Failures[]): Failures {
  const whole = new Failures()
  const byEnd = [...parts].sort((a, b) => a.all!.last - b.all!.last)
  for (const {all, by, runs, told} of byEnd) {
    whole.all = sum(whole.all, all!)
    whole.told = told ?? whole.told
    for (const dimension of dimensions) {
      const values = whole.by[dimension]
      for (const [value, counted] of by[dimension]) values.set(value, sum(values.get(value), counted))
    }
    for (const [key, run] of runs) whole.runs.set(key, later(whole.runs.get(key), run))
  }
  return whole
}

const sum = (a: Counted | undefined, b: Counted): Counted =>
  a ? {count: a.count + b.count, first: Math.min(a.first, b.first), last: Math.max(a.last, b.last)} : {...b}

/** A success between two runs ends the earlier one. */
function later(a: Run | undefined, b: Run): Run {
  if (!a) return {...b}
  const [good, other] = [a.lastGood ?? Number.NEGATIVE_INFINITY, b.lastGood ?? Number.NEGATIVE_INFINITY]
  if (good !== other) return {...(good > other ? a : b)}
  return {...a, since: Math.min(a.since, b.since), count: a.count + b.count}
}
