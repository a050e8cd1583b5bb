import type {Evidence, EvidenceRecord} from '../core/evidence.ts'
import type {Fact} from '../core/fact.ts'

/** The key of the fact that evidence is of; for a user's fact the user follows it after a blank. */
const factKey = (key: string): string => key.split(' ', 1)[0]!

/**
 * Evidence from outside, held against the shapes of this version's facts: a value of another shape is not known, and
 * what no fact here is called by is left out.
 */
export function trusted(evidence: EvidenceRecord, facts: readonly Fact<unknown>[]): EvidenceRecord {
  const byKey = new Map(facts.map((fact) => [fact.key, fact]))
  return Object.fromEntries(
    Object.entries(evidence).flatMap(([key, told]) => {
      const fact = byKey.get(factKey(key))
      return fact ? [[key, held(told, fact)]] : []
    }),
  )
}

function held(told: Evidence, fact: Fact<unknown>): Evidence {
  if (!told.known) return told
  const result = fact.shape['~standard'].validate(told.value) as {value: unknown; issues?: unknown}
  return result.issues === undefined
    ? {...told, value: result.value}
    : {
        known: false,
        why: 'error',
        detail: `the bundle’s ${fact.about} is of another version of npsmfa and cannot be read by this one`,
      }
}
