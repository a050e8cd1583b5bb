import type {Finding, Report} from '../core/report.ts'
import {visible} from '../core/words.ts'
import {bracketed} from './circumstances.ts'
import {countedFindings} from './counted.ts'
import {red} from './red.ts'
import {nameOf, remedy} from './remedy.ts'
import {sentence} from './sentence.ts'

/** The report as Test Anything Protocol 13, which all its readers know. What is unknown is not ok, so that nothing but exit 0 is green. */
export function renderTap(report: Report): string {
  const {tool, machine, status, exit} = report
  const findings = countedFindings(report)
  const isRed = red(report)
  const points = findings.flatMap((finding, i) => {
    const ok = !isRed(finding) && finding.status !== 'unknown'
    return [`${ok ? 'ok' : 'not ok'} ${i + 1} - ${described(finding)}`, ...diagnostics(finding, report)]
  })
  return [
    'TAP version 13',
    `1..${findings.length}`,
    `# ${tool.name} ${tool.version}, ${visible(machine.name)} (${machine.source})${bracketed(report)}`,
    ...points,
    `# ${status} (exit ${exit})${bracketed(report)}: ${sentence(report)}`,
    '',
  ].join('\n')
}

/** A description may hold neither a directive nor an escape of its own (spelt out in TAP 14, read so before). */
const escaped = (text: string) => visible(text).replace(/[\\#]/g, '\\$&')

const described = (finding: Finding) =>
  finding.status === 'skip'
    ? `${escaped(nameOf(finding))} # SKIP ${escaped(finding.message)}`
    : `${escaped(nameOf(finding))}: ${escaped(finding.message)}`

/** A YAML block below what is not simply in order; its texts are literal, the one form that every reader of TAP knows. */
function diagnostics(finding: Finding, report: Report): string[] {
  const {status, code, message} = finding
  if (status === 'pass' || status === 'skip') return []
  const literal = (lines: readonly string[]) => lines.map((line) => `    ${written(line)}`)
  return [
    '  ---',
    `  severity: ${status}`,
    `  code: ${code}`,
    '  message: |',
    ...literal([message]),
    '  remedy: |',
    ...literal(remedy(finding, report)),
    '  ...',
  ]
}

/** YAML has no way to write these (1.2, section 5.1). */
const written = (text: string) => visible(text).replace(/[\ufffe\uffff]/g, '\ufffd')
