import type {Report} from '../core/report.ts'
import {plain, time} from '../core/words.ts'

/** What must be known beside a verdict, lest it be read as one of today and of everything; nothing where it is. */
export function circumstances({asOf, selection, strict}: Report): string[] {
  const named = (word: string, names: readonly string[] = []) =>
    names.length === 0 ? [] : [`${word} ${names.map(plain).join(', ')}`]
  return [
    ...(asOf === undefined ? [] : [`judged as of ${time(asOf)}`]),
    ...named('only', selection?.only),
    ...named('without', selection?.skip),
    ...(strict ? ['--strict'] : []),
  ]
}

/** The same in brackets, with a blank before it. */
export function bracketed(report: Report): string {
  const told = circumstances(report)
  return told.length === 0 ? '' : ` (${told.join('; ')})`
}
