import {type Fact, splitKey} from '../core/fact.ts'
import type {Difference, Step} from './differences.ts'

/** Whether a difference is of what every look finds anew, which tells no machines apart. */
export function isMeasured({path}: Difference, facts: ReadonlyMap<string, Fact<unknown>>): boolean {
  const [key, , ...steps] = path as [string, ...Step[]]
  const place = steps.map((step) => (typeof step === 'string' ? `/${step}` : '/*')).join('')
  return facts.get(splitKey(key).fact)?.measured.includes(place) === true
}
