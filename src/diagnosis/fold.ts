import type {AnyCheck} from '../core/check.ts'
import type {Judgement} from '../core/judge.ts'
import {areaOf, byCause} from './order.ts'

/** A judgement, with the judgements that caused it; roots have none. */
export interface Folded extends Judgement {
  /** Codes of the root causes. */
  because: string[]
}

type Check = Pick<AnyCheck, 'id' | 'after' | 'through'>

export const isRed = (j: Pick<Judgement, 'status'>): boolean => j.status === 'fail' || j.status === 'warn'
const ending = (j: Judgement) => j.code.slice(j.check.length + 1)
/** A warning explains no failure, and nothing undetermined that has a cure of its own. */
const explains = (cause: Judgement, effect: Judgement) =>
  isRed(cause) &&
  (cause.status === 'fail' || effect.status === 'warn' || (effect.status === 'unknown' && !effect.hint)) &&
  (cause.user === null || cause.user === effect.user)

/** Joins every red or undetermined judgement to the root causes that explain it. */
export function fold(checks: readonly Check[], judgements: readonly Judgement[]): Folded[] {
  // Those of several users stay in the order that these were asked about: no order may hang on names.
  const sorted = [...judgements].sort((a, b) => byCause(a.check, b.check))
  const declared = new Map(checks.map((check) => [check.id, check]))
  const common = inCommon(sorted)
  const causesOf = (effect: Judgement): Judgement[] => {
    const shared = common.get(effect)
    const {after = [], through = []} = declared.get(effect.check) ?? {}
    const before = effect.status === 'unknown' ? [...after, ...through] : after
    const causes = sorted.filter(
      (j) => (before.includes(j.check) || before.includes(j.code)) && explains(j, effect),
    )
    return shared ? [shared, ...causes] : causes
  }
  const rootsOf = (effect: Judgement, seen: ReadonlySet<Judgement>): Judgement[] => {
    const causes = causesOf(effect).filter((cause) => !seen.has(cause))
    return causes.flatMap((cause) => {
      const deeper = rootsOf(cause, new Set([...seen, effect]))
      return deeper.length > 0 ? deeper : [cause]
    })
  }
  return sorted.map((j) => {
    const roots = isRed(j) || j.status === 'unknown' ? rootsOf(j, new Set([j])) : []
    return {...j, because: [...new Set(roots.map((root) => root.code))]}
  })
}

/**
 * Where every look in an area that came to an answer ends alike and red, there is one cause and not many: the first
 * of them carries the others. A single host that is blocked stays a cause of its own.
 */
function inCommon(sorted: readonly Judgement[]): Map<Judgement, Judgement> {
  const shared = new Map<Judgement, Judgement>()
  for (const area of new Set(sorted.map((j) => areaOf(j.check)))) {
    const told = sorted.filter(
      (j) => areaOf(j.check) === area && j.user === null && j.status !== 'skip' && j.status !== 'unknown',
    )
    const [first, ...rest] = told
    if (!first || rest.length < 2 || !isRed(first) || rest.some((j) => ending(j) !== ending(first))) continue
    for (const j of rest) shared.set(j, first)
  }
  return shared
}
