import type {Finding, Report} from '../core/report.ts'
import {visible} from '../core/words.ts'
import {red} from './red.ts'
import {nameOf, remedy} from './remedy.ts'
import {sentence} from './sentence.ts'

/** The report as Test Anything Protocol 14. What is unknown is not ok, so that nothing but exit 0 is green. */
export function renderTap(report: Report): string {
  const {findings, tool, machine, status, exit} = report
  const isRed = red(report)
  const points = findings.flatMap((finding, i) => {
    const ok = !isRed(finding) && finding.status !== 'unknown'
    return [`${ok ? 'ok' : 'not ok'} ${i + 1} - ${described(finding)}`, ...diagnostics(finding, report)]
  })
  return [
    'TAP version 14',
    `1..${findings.length}`,
    `# ${tool.name} ${tool.version}, ${visible(machine.name)} (${machine.source})`,
    ...points,
    `# ${status} (exit ${exit}): ${sentence(report)}`,
    '',
  ].join('\n')
}

/** A description may hold neither a directive nor an escape of its own. */
const escaped = (text: string) => visible(text).replace(/[\\#]/g, '\\$&')

const described = (finding: Finding) =>
  finding.status === 'skip'
    ? `${escaped(nameOf(finding))} # SKIP ${escaped(finding.message)}`
    : `${escaped(nameOf(finding))}: ${escaped(finding.message)}`

/** A YAML block below what is not simply in order; JSON's strings are YAML's. */
function diagnostics(finding: Finding, report: Report): string[] {
  if (finding.status === 'pass' || finding.status === 'skip') return []
  const {status, code, message} = finding
  return [
    '  ---',
    `  severity: ${status}`,
    `  code: ${JSON.stringify(code)}`,
    `  message: ${JSON.stringify(visible(message))}`,
    '  remedy:',
    ...remedy(finding, report).map((line) => `    - ${JSON.stringify(line)}`),
    '  ...',
  ]
}
