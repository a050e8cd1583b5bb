import {GraphFailure} from './failure.ts'
import type {Row} from './rows/row.ts'

/** One condition of a $filter: a property compared with a value, of the row or of any entry in a collection of it. */
export interface Condition {
  /** The property that is compared, or the collection in whose entries it is. */
  property: string
  /** The property of an entry; null where the row's own is compared. */
  within: string | null
  operator: 'eq' | 'ge' | 'le'
  value: string
}

const quoted = "'(?:[^']|'')*'"
const conditions = [
  String.raw`(?<property>\w+) (?<operator>eq|ge|le) (?<value>${quoted}|\d{4}-[\d:.TZ-]+)`,
  String.raw`(?<property>\w+)/any\(\s*(?<entry>\w+)\s*:\s*\k<entry>/(?<within>\w+) (?<operator>eq) (?<value>${quoted})\s*\)`,
].map((form) => new RegExp(String.raw`\s*${form}\s*(?<rest>$|and\s)`, 'y'))

/** Conditions joined by "and"; of what OData has beside that, nothing is understood. */
export function readFilter(text: string | null): Condition[] {
  const found: Condition[] = []
  for (let at = 0, more = text !== null; more; ) {
    const match = conditions.map((form) => matchAt(form, text!, at)).find(Boolean)
    if (!match?.groups) throw new GraphFailure('Request_UnsupportedQuery')
    const {property, within = null, operator, value, rest} = match.groups
    found.push({
      property: property!,
      within,
      operator: operator as Condition['operator'],
      value: unquoted(value!),
    })
    at += match[0].length
    more = rest !== ''
  }
  return found
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at
  return pattern.exec(text)
}

const unquoted = (literal: string) =>
  literal.startsWith("'") ? literal.slice(1, -1).replaceAll("''", "'") : literal

/** Compared exactly, because case carries information in them. */
const exact = ['onPremisesImmutableId']

export const same = (row: Row, property: string, value: string): boolean => {
  const own = row[property]
  if (typeof own !== 'string') return false
  return exact.includes(property) ? own === value : own.toLowerCase() === value.toLowerCase()
}

export function meets(row: Row, {property, within, operator, value}: Condition): boolean {
  if (within !== null) {
    const entries = row[property]
    return Array.isArray(entries) && entries.some((entry: Row) => same(entry, within, value))
  }
  if (operator === 'eq') return same(row, property, value)
  const [own, limit] = [Date.parse(String(row[property])), Date.parse(value)]
  return operator === 'ge' ? own >= limit : own <= limit
}
