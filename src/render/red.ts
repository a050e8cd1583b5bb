import type {Finding, Report} from '../core/report.ts'

/** Whether a finding makes the report red: a failure, or a warning where nothing else can (`--strict`). */
export function red({status, findings}: Report): (finding: Finding) => boolean {
  const strict = status === 'red' && !findings.some((f) => f.status === 'fail')
  return (finding) => finding.status === 'fail' || (strict && finding.status === 'warn')
}
