import type {Finding, Report} from '../core/report.ts'
import {plain, time, took} from '../core/words.ts'
import {bracketed, circumstances} from './circumstances.ts'
import {columns} from './columns.ts'
import {glyph, type Look, paint} from './style.ts'
import {renderCause} from './text-cause.ts'
import {verdicts} from './verdicts.ts'

const indent = 2
/** At least, so that reports of different checks look alike. */
const idWidth = 29

/** The report for people: root causes with their cures, what could not be told, what is in order, what was not looked at. */
export function renderText(report: Report, look: Look): string {
  const {findings, rootCauses} = report
  const unknown = findings.filter((f) => f.status === 'unknown')
  const passed = findings.filter((f) => f.status === 'pass')
  const skipped = findings.filter((f) => f.status === 'skip')
  return [
    header(report, look),
    ...rootCauses.map((cause) => renderCause(cause, findings, look)),
    byReason('Could not be determined', unknown, look),
    notSeen(report, look),
    oneByOne('In order', passed, look),
    byReason('Not looked at', skipped, look),
    verdictLine(report, look),
  ]
    .filter((part) => part !== '')
    .join('\n')
}

function header(report: Report, look: Look): string {
  const {tool, machine, at, tookMs} = report
  const parts = [
    `${tool.name} ${tool.version}`,
    `${plain(machine.name)} (${machine.source})`,
    `as ${plain(machine.as)}`,
    time(at),
    took(tookMs),
    ...circumstances(report),
  ]
  return columns([[paint(parts.join(' · '), 'gray', look)]], [], look.width)
}

function oneByOne(title: string, findings: readonly Finding[], look: Look): string {
  if (findings.length === 0) return ''
  const rows = findings.map((f) => [`${' '.repeat(indent)}${glyph(f.status, look)}`, f.check, f.message])
  // An id is there to be copied.
  const width = 1 + Math.max(idWidth, ...findings.map(({check}) => check.length))
  return `${paint(title, 'bold', look)}\n${columns(rows, [indent + 2, width], look.width)}`
}

/** Checks that end so for the same reason, in one line. */
function byReason(title: string, findings: readonly Finding[], look: Look): string {
  if (findings.length === 0) return ''
  const reason = ({message, because}: Finding) =>
    because.length === 0 ? message : `${message} (because of ${because.join(', ')})`
  const rows = [...Map.groupBy(findings, reason)].map(([told, those]) => {
    const ids = [...new Set(those.map((f) => f.check))].join(', ')
    return [`${' '.repeat(indent)}${glyph(those[0]!.status, look)}`, `${ids}: ${told}`]
  })
  return `${paint(title, 'bold', look)}\n${columns(rows, [indent + 2], look.width)}`
}

/** It matters most where not all is well: since when and for whom may then be more than is known. */
function notSeen({status, notSeen, findings}: Report, look: Look): string {
  // What could not be determined for the same reason has just been told.
  const reasons = findings.filter((finding) => finding.status === 'unknown').map(({message}) => message)
  const left = notSeen.filter((told) => !reasons.some((reason) => told.includes(reason)))
  if (left.length === 0) return ''
  if (status === 'healthy')
    return columns([[paint(`Not seen: ${left.map(plain).join(' ')}`, 'gray', look)]], [], look.width)
  const rows = left.map((told) => [`${' '.repeat(indent)}${glyph('unknown', look)}`, plain(told)])
  return `${paint('Not seen', 'bold', look)}\n${columns(rows, [indent + 2], look.width)}`
}

function verdictLine(report: Report, look: Look): string {
  const {status, exit, rootCauses} = report
  const warnings = rootCauses.filter((cause) => cause.status === 'warn').length
  const also =
    status === 'healthy' && warnings > 0
      ? ` ${warnings === 1 ? 'One warning' : `${warnings} warnings`} above.`
      : ''
  const ends = `${bracketed(report)} (exit ${exit})`.trimStart()
  const words = `${paint(verdicts[status].words + also, 'bold', look)} ${paint(ends, 'gray', look)}`
  return columns([[glyph(verdicts[status].status, look), words]], [2], look.width)
}
