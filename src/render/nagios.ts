import {type Status, statuses} from '../core/outcome.ts'
import type {Report} from '../core/report.ts'
import {cut, visible} from '../core/words.ts'
import {bracketed} from './circumstances.ts'
import {barless, pluginLine, pluginState} from './plugin.ts'
import {nameOf, remedy, undetermined} from './remedy.ts'
import {sentence} from './sentence.ts'

/** Nagios reads no more of a plugin's output, in bytes (its Plugin API). */
const mostBytes = 4096
/** Characters of the sentence: with the performance data they fit into that at any length of a character. */
const longest = 1000

/** The report as a plugin's output: one line with performance data, then what is wrong and its cure, the worst first. */
export function renderNagios(report: Report): string {
  const told = `${bracketed(report)} ${sentence(report)}`.trim()
  const roots = (status: Status) =>
    report.findings.filter((f) => f.status === status && f.because.length === 0)
  const long = [...roots('fail'), ...undetermined(report), ...roots('warn')].flatMap((finding) => [
    `${finding.status}: ${nameOf(finding)}: ${visible(finding.message)}`,
    ...remedy(finding, report),
  ])
  const unseen = report.notSeen.map((one) => `Not seen: ${one}`)
  return bounded([
    `${pluginLine(pluginState(report), cut(told, longest))} | ${performance(report)}`,
    ...[...long, ...unseen].map(barless),
  ])
}

/** 'label'=value[unit];[warn];[crit];[min] */
function performance({findings, tookMs}: Report): string {
  const counted = statuses.map((status) => [status, findings.filter((f) => f.status === status).length])
  return [`time=${tookMs / 1000}s;;;0`, ...counted.map(([status, n]) => `${status}=${n};;;0`)].join(' ')
}

/** The first whole lines that are read. */
function bounded(lines: readonly string[]): string {
  let bytes = 0
  return lines
    .map((line) => `${line}\n`)
    .filter((line) => {
      bytes += Buffer.byteLength(line)
      return bytes <= mostBytes
    })
    .join('')
}
