import type {Evidence, EvidenceRecord} from '../core/evidence.ts'
import {type Fact, splitKey} from '../core/fact.ts'

/**
 * Evidence from outside, held against the shapes of this version's facts: a value of another shape is not known, and
 * what no fact here is called by is left out.
 */
export function trusted(evidence: EvidenceRecord, facts: ReadonlyMap<string, Fact<unknown>>): EvidenceRecord {
  return Object.fromEntries(
    Object.entries(evidence).flatMap(([key, told]) => {
      const fact = facts.get(splitKey(key).fact)
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
        detail: `what the bundle says of ${fact.about} is of another version of npsmfa and cannot be read by this one`,
      }
}
