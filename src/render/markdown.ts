import type {Status} from '../core/outcome.ts'
import type {Finding, Report, RootCause} from '../core/report.ts'
import {plain, time} from '../core/words.ts'
import {disruptions, scope, since} from './cause-words.ts'
import {bracketed} from './circumstances.ts'
import {fenced, table, markdownText as text} from './markdown-text.ts'
import {owners} from './owners.ts'

/** The report for a ticket: what is wrong and its cure first, what is in order folded away. */
export function renderMarkdown(report: Report): string {
  const {findings, rootCauses} = report
  const open = findings.filter(({status}) => !folded.includes(status))
  const closed = findings.filter(({status}) => folded.includes(status))
  return [
    heading(report),
    ...rootCauses.flatMap(causePart),
    ...(open.length > 0 ? ['## Findings', tableOf(open)] : []),
    ...notSeenPart(report),
    ...(closed.length > 0
      ? [`<details>\n<summary>${summary(closed)}</summary>`, tableOf(closed), '</details>']
      : []),
    '',
  ].join('\n\n')
}

const words: Readonly<Record<Status, string>> = {
  fail: '✖ fail',
  warn: '⚠ warn',
  unknown: '? unknown',
  pass: '✔ pass',
  skip: '– skip',
}
const order = Object.keys(words)
const folded: readonly Status[] = ['pass', 'skip']

const verdicts: Readonly<Record<Report['status'], string>> = {
  healthy: 'Healthy: nothing was found that makes sign-ins fail',
  red: 'Red: sign-ins fail, or would if tried now',
  undetermined: 'Undetermined: nothing is red, but not everything could be determined',
}

/** With `--strict` a report can be red of warnings alone, and sign-ins work. */
const verdictOf = ({status, findings}: Report): string =>
  status === 'red' && !findings.some((finding) => finding.status === 'fail')
    ? 'Red: nothing makes sign-ins fail, but a warning counts as red'
    : verdicts[status]

function heading(report: Report): string {
  const {tool, machine, at, exit} = report
  const about = [
    `${tool.name} ${tool.version}`,
    `${plain(machine.name)} (${machine.source})`,
    `as ${plain(machine.as)}`,
    time(at),
    `exit ${exit}`,
  ]
  return `# ${text(verdictOf(report) + bracketed(report))}\n\n${about.map(text).join(' · ')}`
}

function causePart(cause: RootCause): string[] {
  const {hint} = cause
  const facts = [
    ['For', scope(cause.scope)],
    ...(cause.since === null ? [] : [['Since', since(cause)]]),
    ...cause.changedBefore.map(({what, at}) => ['Changed before', `${time(at)}: ${plain(what)}`]),
    ['Who acts', owners[cause.owner]],
    ['Disrupts', disruptions[hint.disrupts ?? 'nothing']],
    ['Code', cause.code],
    ...(cause.explains.length > 0 ? [['Also explains', cause.explains.join(', ')]] : []),
  ]
  return [
    `## ${words[cause.status].slice(0, 1)} ${text(cause.message)}`,
    facts.map(([label = '', value = '']) => `- **${label}:** ${text(value)}`).join('\n'),
    ...(hint.do?.length ? [hint.do.map((step, i) => `${i + 1}. ${text(step)}`).join('\n')] : []),
    ...(hint.run ?? []).map(fenced),
  ]
}

function notSeenPart({status, notSeen}: Report): string[] {
  if (notSeen.length === 0) return []
  const told = notSeen.map((one) => text(plain(one)))
  return status === 'healthy'
    ? [`Not seen: ${told.join(' ')}`]
    : ['## Not seen', told.map((one) => `- ${one}`).join('\n')]
}

const tableOf = (findings: readonly Finding[]): string =>
  table(
    ['Status', 'Check', 'User', 'Found'],
    findings
      .toSorted((a, b) => order.indexOf(a.status) - order.indexOf(b.status))
      .map((f) => [words[f.status], text(f.check), text(f.user ?? ''), found(f)]),
  )

const found = ({message, because}: Finding): string =>
  text(because.length === 0 ? message : `${message} (because of ${because.join(', ')})`)

function summary(findings: readonly Finding[]): string {
  const passed = findings.filter(({status}) => status === 'pass').length
  return `${passed} in order, ${findings.length - passed} not looked at`
}
