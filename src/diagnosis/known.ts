import type {EvidenceRecord} from '../core/evidence.ts'
import type {Fact} from '../core/fact.ts'

/** A fact's value in a record; undefined where it is not known. */
export function valueIn<T>(record: EvidenceRecord, fact: Fact<T>): T | undefined {
  const evidence = record[fact.key]
  return evidence?.known ? (evidence.value as T) : undefined
}
