import {factsOf} from '../core/check.ts'
import type {Fact} from '../core/fact.ts'
import {checks, probes} from '../found.ts'

/** Every fact there is, by its key. */
export function factsByKey(): ReadonlyMap<string, Fact<unknown>> {
  const facts: Fact<unknown>[] = [...probes.map(({fact}) => fact), ...checks.flatMap(factsOf)]
  return new Map(facts.map((fact) => [fact.key, fact]))
}
