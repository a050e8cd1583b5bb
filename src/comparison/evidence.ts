import type {Evidence, EvidenceRecord} from '../core/evidence.ts'
import {type Difference, differences} from './differences.ts'
import {fewest, smallest} from './smallest.ts'
import {substitute} from './substitute.ts'

/** Where the evidence of these facts differs, but for how and when it was learnt. */
export const differing = (a: EvidenceRecord, b: EvidenceRecord, keys: readonly string[]): Difference[] =>
  keys.flatMap((key) => ofEvidence(key, a[key], b[key]))

function ofEvidence(key: string, a: Evidence | undefined, b: Evidence | undefined): Difference[] {
  if (a?.known && b?.known) return differences(a.value, b.value, [key, 'value'])
  const why = (evidence: Evidence | undefined) => evidence && !evidence.known && evidence.why
  return a?.known === b?.known && why(a) === why(b) ? [] : [{path: [key], a, b}]
}

/** Beyond so many differences the facts are told as wholes: each one is tried about twice. */
const most = 500

/**
 * The fewest differences between `a` and `b` in the facts `keys` that, put into `a`, make it end as `b` does; `ending`
 * judges evidence of these facts.
 */
export function reasons(
  a: EvidenceRecord,
  b: EvidenceRecord,
  keys: readonly string[],
  ending: (record: EvidenceRecord) => string,
): readonly Difference[] {
  const target = ending(only(b, keys))
  const from = only(a, keys)
  const wholes = keys.map((key): Difference => ({path: [key], a: a[key], b: b[key]}))
  const enough = (some: readonly Difference[]) => {
    try {
      return ending(substitute(from, some) as EvidenceRecord) === target
    } catch {
      // A mixture of two machines may contradict itself as no machine can.
      return false
    }
  }
  const needed = smallest(wholes, enough).map(({path: [key]}) => key as string)
  const single = differing(a, b, needed)
  return single.length <= most && enough(single)
    ? fewest(single, enough)
    : wholes.filter(({path: [key]}) => needed.includes(key as string))
}

const only = (record: EvidenceRecord, keys: readonly string[]): EvidenceRecord =>
  Object.fromEntries(keys.flatMap((key) => (record[key] ? [[key, record[key]]] : [])))
