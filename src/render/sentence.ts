import type {Report} from '../core/report.ts'
import {visible} from '../core/words.ts'
import {nameOf, undetermined} from './remedy.ts'

/** The report in one sentence: its first root cause, else what could not be told, else that all is well. */
export function sentence(report: Report): string {
  const told =
    report.status === 'undetermined'
      ? undetermined(report).map((f) => `${nameOf(f)} could not be determined: ${f.message}`)
      : report.rootCauses.map(({message}) => message)
  const [first = 'Nothing was found that makes sign-ins fail.', ...others] = told
  return visible(others.length === 0 ? first : `${first} (and ${others.length} more)`)
}
