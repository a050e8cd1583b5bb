import type {Report} from '../core/report.ts'
import {time} from '../core/words.ts'

/** What must be known beside a verdict, lest it be read as one of today; nothing where it is. */
export const circumstances = ({asOf}: Report): string[] =>
  asOf === undefined ? [] : [`judged as of ${time(asOf)}`]

/** The same in brackets, with a blank before it. */
export function bracketed(report: Report): string {
  const told = circumstances(report)
  return told.length === 0 ? '' : ` (${told.join('; ')})`
}
