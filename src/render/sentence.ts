import type {Report} from '../core/report.ts'
import {visible} from '../core/words.ts'
import {nameOf} from './remedy.ts'

/** The report in one sentence: its first root cause, else what could not be told, else that all is well. */
export function sentence({status, rootCauses, findings}: Report): string {
  const undetermined = findings.filter((f) => f.status === 'unknown')
  const told =
    status === 'undetermined'
      ? undetermined.map((finding) => `${nameOf(finding)} could not be determined: ${finding.message}`)
      : rootCauses.map(({message}) => message)
  const [first = 'Nothing was found that makes sign-ins fail.', ...others] = told
  return visible(others.length === 0 ? first : `${first} (and ${others.length} more)`)
}
