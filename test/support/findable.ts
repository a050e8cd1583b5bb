import assert from 'node:assert/strict'
import type {EvidenceRecord} from '../../src/core/evidence.ts'
import {type Fact, splitKey} from '../../src/core/fact.ts'
import {isEverybodys, withoutExamples} from './everybodys.ts'

const lower = (text: string) => text.toLowerCase()
const word = /[\p{L}\p{N}\p{M}]+/gu

/** All texts of a value, names of members too. */
export function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  if (Array.isArray(value)) return value.flatMap(textsOf)
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, member]) => [name, ...textsOf(member)])
}

/** What stands at a pointer of a value; `*` is every element. */
function at(value: unknown, names: readonly string[]): unknown[] {
  const [name, ...rest] = names
  if (name === undefined) return [value]
  if (typeof value !== 'object' || value === null) return []
  const members = name === '*' ? Object.values(value) : [(value as Record<string, unknown>)[name]]
  return members.flatMap((member) => at(member, rest))
}

/** What the leaves of a record hold that facts declare as identifying, as it was before any alias. */
function identifyingIn(record: EvidenceRecord, facts: ReadonlyMap<string, Fact<unknown>>): string[] {
  return Object.entries(record).flatMap(([key, evidence]) => {
    const {fact, user} = splitKey(key)
    const users = user === null ? [] : [user]
    if (!evidence.known) return users
    const leaves = Object.entries(facts.get(fact)?.identifies ?? {}).flatMap(([holds, pointers]) =>
      pointers
        .flatMap((pointer) => at(evidence.value, pointer.split('/').slice(1)))
        .filter((leaf) => typeof leaf === 'string')
        .flatMap((leaf) =>
          holds === 'text' ? [] : holds === 'sid' ? (leaf.match(/S-1-[\d-]+/g) ?? []) : [leaf],
        ),
    )
    return [...users, evidence.as, ...leaves]
  })
}

/** Numbers that are not told apart by their parts. */
const number =
  /[0-9a-f]{8}(?:-[0-9a-f]{4,12}){4}|\b[0-9a-f]{40,64}\b|\bS-1-[\d-]+|\d+(?:\.\d+){3}|[A-Za-z0-9+/]{22}==/gi

/** The words of values that are names. */
const wordsOf = (values: readonly string[]): string[] =>
  values
    .flatMap((value) => lower(value.replace(number, ' ')).match(word) ?? [])
    .filter((one) => /\p{L}/u.test(one))

/** Which of these are found in a document, in whatever case: a single word as a word of its own, all else anywhere. */
export function findable(values: readonly string[], document: unknown): string[] {
  const text = withoutExamples(lower(textsOf(document).join('\n')))
  const words = new Set(text.match(word))
  return [...new Set(values.map(lower))].filter((value) => {
    const [only] = value.match(word) ?? []
    return only !== undefined && (only === value ? words.has(only) : text.includes(value))
  })
}

/** Nothing that identified in a record, neither a whole leaf nor a word of one, is anywhere in a document made from it. */
export function assertHidden(
  record: EvidenceRecord,
  facts: ReadonlyMap<string, Fact<unknown>>,
  document: unknown,
): void {
  const leaves = identifyingIn(record, facts)
  const found = findable([...leaves, ...wordsOf(leaves)], document)
  assert.deepEqual(
    found.filter((value) => !isEverybodys(value)),
    [],
  )
}
