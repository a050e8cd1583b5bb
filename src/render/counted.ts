import type {Finding, Report} from '../core/report.ts'

/** Stands for a run in which every check was skipped. */
const nothing: Finding = {
  check: 'npsmfa.run',
  area: 'run',
  title: 'Something was looked at',
  status: 'unknown',
  code: 'npsmfa.run/nothing-looked-at',
  message: 'Nothing was looked at: every check was skipped.',
  because: [],
  hint: {},
}

/** The findings for readers that only count them, who would take a run in which nothing was looked at for a good one. */
export const countedFindings = ({findings, status}: Report): readonly Finding[] =>
  status === 'undetermined' && findings.every((finding) => finding.status === 'skip')
    ? [...findings, nothing]
    : findings
