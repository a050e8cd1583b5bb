import type {Evidence, EvidenceRecord} from '../../core/evidence.ts'
import {evidenceKey, type Fact, splitKey} from '../../core/fact.ts'
import type {Kind} from '../../core/identifying.ts'
import {Aliases} from './aliases.ts'
import {mapTexts} from './leaves.ts'

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
  for (const {fact, user, evidence} of entries) {
    if (user !== null) aliases.learn(user, 'user')
    if (!evidence.known) continue
    aliases.learn(evidence.as, 'user')
    mapTexts(fact, evidence.value, (text, holds) => {
      if (holds !== undefined) aliases.learn(text, holds)
      return text
    })
  }
  const aliased = entries.map(({fact, user, evidence}) => [
    evidenceKey(fact, user === null ? null : aliases.of(user, 'user')),
    evidenceOf(fact, evidence, aliases),
  ])
  return {record: Object.fromEntries(aliased), ...aliases.replaced()}
}

function evidenceOf(fact: Fact<unknown>, evidence: Evidence, aliases: Aliases): Evidence {
  if (!evidence.known) {
    const told = {...evidence, detail: aliases.inSentence(evidence.detail)}
    return told.why === 'blocked' ? {...told, by: aliases.inSentence(told.by)} : told
  }
  return {
    ...evidence,
    value: mapTexts(fact, evidence.value, (text, holds) => aliases.of(text, holds)),
    via: aliases.inSentence(evidence.via),
    as: aliases.of(evidence.as, 'user'),
  }
}
