import type {Evidence} from '../core/evidence.ts'
import {type Fact, splitKey} from '../core/fact.ts'
import type {Shown} from './comparison.ts'
import type {Difference, Step} from './differences.ts'

/** A difference of evidence by its fact's name and the place in its value. */
export function shown({path, a, b}: Difference, facts: ReadonlyMap<string, Fact<unknown>>): Shown {
  const [key, ...steps] = path as [string, ...Step[]]
  const whole = steps.length === 0
  const sides = whole ? {a: told(a as Evidence), b: told(b as Evidence)} : {a, b}
  return {
    fact: key,
    about: facts.get(splitKey(key).fact)?.about ?? key,
    path: steps.slice(1).map(word).join('').replace(/^\./, ''),
    ...(sides.a === undefined ? {} : {a: sides.a}),
    ...(sides.b === undefined ? {} : {b: sides.b}),
  }
}

const told = (evidence: Evidence | undefined): unknown =>
  evidence?.known ? evidence.value : evidence && `not known (${evidence.why}): ${evidence.detail}`

const word = (step: Step): string =>
  typeof step === 'string' ? `.${step}` : typeof step === 'number' ? `[${step}]` : `[${step.is}]`
