import type {Shown} from '../comparison/comparison.ts'
import {cut, duration, time} from '../core/words.ts'

/** Longer values are cut: what is told of them is that they differ. */
const longest = 80
/** Of longer lists only the length is told. */
const longestList = 4
/** So much of what is alike stands before what is not. */
const before = 20
const moment = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/

/** Both sides of a difference, as people write them. */
export function valuesOf({a, b, path}: Shown): [string, string] {
  if (path === '' && isUnknown(b)) return ['known', short(words(b, path))]
  if (path === '' && isUnknown(a)) return [short(words(a, path)), 'known']
  const [one, other] = [words(a, path), words(b, path)].map(short)
  return one === other ? apart(exact(a), exact(b)) : [one!, other!]
}

/** Of a fact that is not known on one side it is told why, not what it is on the other. */
const isUnknown = (value: unknown) => typeof value === 'string' && value.startsWith('not known (')

const short = (text: string) => cut(text, longest)
const exact = (value: unknown) => (typeof value === 'string' ? value : (JSON.stringify(value) ?? 'nothing'))

/** Two moments of one minute, or two long texts, look alike in short: where they part is shown. */
function apart(a: string, b: string): [string, string] {
  const same = [...a].findIndex((_, i) => a[i] !== b[i])
  const from = Math.max(0, (same < 0 ? a.length : same) - before)
  const part = (text: string) => `${from > 0 ? '…' : ''}${short(text.slice(from))}`
  return [part(a), part(b)]
}

function words(value: unknown, path: string): string {
  if (value === undefined) return 'nothing'
  if (value === null) return 'none'
  if (typeof value === 'string') return value === '' ? '“”' : moment.test(value) ? time(value) : value
  if (typeof value === 'number' && path.endsWith('Ms')) return `${value <= -500 ? '-' : ''}${duration(value)}`
  if (Array.isArray(value)) return list(value)
  if (typeof value !== 'object') return String(value)
  return Object.entries(value)
    .map(([name, member]) => `${name} ${words(member, name)}`)
    .join(', ')
}

function list(values: readonly unknown[]): string {
  if (values.length === 0) return 'none'
  const told = values.map((one) => words(one, '')).join('; ')
  return values.length > longestList && told.length > longest ? `${values.length} of them` : told
}
