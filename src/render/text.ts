import type {Finding, Report} from '../core/report.ts'
import {duration, time} from '../core/words.ts'
import {columns} from './columns.ts'
import {glyph, type Look, paint} from './style.ts'
import {renderCause} from './text-cause.ts'

const indent = 2
const idWidth = 30

/** The report for people: root causes with their cures, what could not be told, what is in order, what was not looked at. */
export function renderText(report: Report, look: Look): string {
  const {findings, rootCauses} = report
  const unknown = findings.filter((f) => f.status === 'unknown')
  const passed = findings.filter((f) => f.status === 'pass')
  return [
    header(report, look),
    ...rootCauses.map((cause) => renderCause(cause, findings, look)),
    section('Could not be determined', unknown, look),
    section('In order', passed, look),
    notLookedAt(
      findings.filter((f) => f.status === 'skip'),
      look,
    ),
    verdictLine(report, look),
  ]
    .filter((part) => part !== '')
    .join('\n')
}

function header({tool, machine, at, tookMs}: Report, look: Look): string {
  const took = tookMs < 1000 ? `${tookMs} ms` : duration(tookMs)
  const parts = [
    `${tool.name} ${tool.version}`,
    `${machine.name} (${machine.source})`,
    `as ${machine.as}`,
    time(at),
    took,
  ]
  return columns([[paint(parts.join(' · '), 'gray', look)]], [], look.width)
}

function section(title: string, findings: readonly Finding[], look: Look): string {
  if (findings.length === 0) return ''
  const rows = findings.map((f) => [
    `${' '.repeat(indent)}${glyph(f.status, look)}`,
    f.check,
    f.message + because(f),
  ])
  return `${paint(title, 'bold', look)}\n${columns(rows, [indent + 2, idWidth], look.width)}`
}

const because = ({because}: Finding) => (because.length === 0 ? '' : ` (because of ${because.join(', ')})`)

/** Skipped checks, joined by their reason. */
function notLookedAt(skipped: readonly Finding[], look: Look): string {
  if (skipped.length === 0) return ''
  const reasons = [...new Set(skipped.map((f) => f.message))]
  const rows = reasons.map((reason) => {
    const ids = [...new Set(skipped.filter((f) => f.message === reason).map((f) => f.check))]
    return [`${' '.repeat(indent)}${glyph('skip', look)}`, `${ids.join(', ')}: ${reason}`]
  })
  return `${paint('Not looked at', 'bold', look)}\n${columns(rows, [indent + 2], look.width)}`
}

const verdicts = {
  healthy: {status: 'pass', words: 'Healthy: nothing was found that makes sign-ins fail.'},
  red: {status: 'fail', words: 'Red: see the root cause above.'},
  undetermined: {
    status: 'unknown',
    words: 'Nothing is red, but not everything that was asked could be determined.',
  },
} as const

function verdictLine({status, exit, rootCauses}: Report, look: Look): string {
  const warnings = rootCauses.filter((cause) => cause.status === 'warn').length
  const also =
    status === 'healthy' && warnings > 0
      ? ` ${warnings === 1 ? 'One warning' : `${warnings} warnings`} above.`
      : ''
  const words = `${paint(verdicts[status].words + also, 'bold', look)} ${paint(`(exit ${exit})`, 'gray', look)}`
  return columns([[glyph(verdicts[status].status, look), words]], [2], look.width)
}
