import type {Fact} from '../core/fact.ts'
import {checks, probes} from '../found.ts'

/** Every fact there is, once. */
export function allFacts(): Fact<unknown>[] {
  const read = checks.flatMap(({needs, anyOf, wants}) => Object.values({...needs, ...anyOf, ...wants}))
  const facts: Fact<unknown>[] = [...probes.map(({fact}) => fact), ...read]
  return [...new Map(facts.map((fact) => [fact.key, fact])).values()]
}
