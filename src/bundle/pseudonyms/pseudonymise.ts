import type {Evidence, EvidenceRecord} from '../../core/evidence.ts'
import {evidenceKey, type Fact, splitKey} from '../../core/fact.ts'
import type {Kind} from '../../core/identifying.ts'
import {Aliases} from './aliases.ts'
import {mapTexts, type See} from './leaves.ts'

/** A value that identifies, and what stands for it. */
export interface Alias {
  kind: Kind
  value: string
  alias: string
}

export interface Pseudonymised {
  record: EvidenceRecord
  /** How many different values of each kind were replaced. */
  replaced: {kind: Kind; count: number}[]
  map: Alias[]
}

export interface Aliasing {
  /** Whoever has it can tell which alias a guessed name has; 32 bytes. */
  key: Uint8Array
  /** Kinds that stay in clear. */
  keep: readonly Kind[]
}

/**
 * A record in which aliases stand for people, machines and tenants: the same alias for the same value wherever it
 * stands, in its shape, so that it is judged as the record is.
 */
export function pseudonymise(
  record: EvidenceRecord,
  facts: ReadonlyMap<string, Fact<unknown>>,
  aliasing: Aliasing,
): Pseudonymised {
  const entries = Object.entries(record).flatMap(([key, evidence]) => {
    const {fact: name, user} = splitKey(key)
    const fact = facts.get(name)
    return fact ? [{fact, user, evidence}] : []
  })
  const aliases = new Aliases(aliasing)
  const rewritten = (seeAnew: See): EvidenceRecord => {
    const see = once(seeAnew)
    return Object.fromEntries(
      entries.map(({fact, user, evidence}) => [
        evidenceKey(fact, user === null ? null : see(user, 'user')),
        evidenceOf(fact, evidence, see),
      ]),
    )
  }
  rewritten((text, holds) => {
    aliases.learn(text, holds)
    return text
  })
  return {record: rewritten((text, holds) => aliases.of(text, holds)), ...aliases.replaced()}
}

/** Logs say the same names over and over: each is looked at once. */
function once(see: See): See {
  const seen = new Map<string, string>()
  return (text, holds) => {
    const asked = `${holds} ${text}`
    const answer = seen.get(asked) ?? see(text, holds)
    seen.set(asked, answer)
    return answer
  }
}

/** Evidence in which every text that may identify was handed to `see`. */
function evidenceOf(fact: Fact<unknown>, evidence: Evidence, see: See): Evidence {
  if (evidence.known) {
    const {value, via, as} = evidence
    return {...evidence, value: mapTexts(fact, value, see), via: see(via, 'text'), as: see(as, 'user')}
  }
  const told = {...evidence, detail: see(evidence.detail, 'text')}
  if (told.why !== 'blocked') return told
  const {fact: by, user} = splitKey(told.by)
  return {...told, by: user === null ? by : `${by} ${see(user, 'user')}`}
}
