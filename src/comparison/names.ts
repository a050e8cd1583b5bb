import type {EvidenceRecord} from '../core/evidence.ts'
import {type Fact, splitKey} from '../core/fact.ts'
import {isObject} from './differences.ts'

/** What identifies within free text and is known by its form: GUID, SID, thumbprint, address, user or mail name. */
const identifying =
  /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|S-1(?:-\d+){2,}|\b(?:[0-9a-f]{64}|[0-9a-f]{40})\b|\b(?:\d{1,3}\.){3}\d{1,3}\b|[^\s@"<>]+@[^\s@"<>]+/gi

/**
 * `a` with whatever identifies people, machines and tenants called as in the same place of `b`: under different
 * aliases nobody can tell whether two names are one, so that no difference between them may count.
 */
export const withNamesOf = (
  b: EvidenceRecord,
  a: EvidenceRecord,
  facts: ReadonlyMap<string, Fact<unknown>>,
): EvidenceRecord =>
  Object.fromEntries(
    Object.entries(a).map(([key, evidence]) => {
      const [other, fact] = [b[key], facts.get(splitKey(key).fact)]
      if (!evidence.known || !other?.known || !fact) return [key, evidence]
      return [key, {...evidence, value: named(evidence.value, other.value, '', fact)}]
    }),
  )

function named(a: unknown, b: unknown, place: string, fact: Fact<unknown>): unknown {
  if (typeof a === 'string' && typeof b === 'string') return isName(a, b, place, fact) ? b : a
  if (Array.isArray(a) && Array.isArray(b)) return a.map((one, i) => named(one, b[i], `${place}/*`, fact))
  if (!isObject(a) || !isObject(b)) return a
  return Object.fromEntries(
    Object.entries(a).map(([name, value]) => [name, named(value, b[name], `${place}/${name}`, fact)]),
  )
}

function isName(a: string, b: string, place: string, {identifies: {text = [], ...kinds}}: Fact<unknown>) {
  const form = (value: string) => value.replace(identifying, '*')
  return Object.values(kinds).flat().includes(place) || (text.includes(place) && form(a) === form(b))
}
