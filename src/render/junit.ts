import type {Finding, Report} from '../core/report.ts'
import {visible} from '../core/words.ts'
import {bracketed} from './circumstances.ts'
import {countedFindings} from './counted.ts'
import {red} from './red.ts'
import {nameOf, remedy} from './remedy.ts'
import {element, xmlText} from './xml.ts'

type Result = 'failure' | 'error' | 'skipped' | 'passed'

/** The report for CI, as Ant and Jenkins write it: a suite per area. What is unknown is an error, so that nothing but exit 0 is green. */
export function renderJunit(report: Report): string {
  const all = countedFindings(report)
  const areas = Map.groupBy(all, ({area}) => area)
  const suites = [...areas].map(([area, findings]) => suite(area, findings, report))
  const time = report.tookMs / 1000
  const about = {name: `${report.tool.name}${bracketed(report)}`, ...counts(all, report), time}
  return `<?xml version="1.0" encoding="UTF-8"?>\n${element('testsuites', about, '', ...suites, '')}\n`
}

function suite(area: string, findings: readonly Finding[], report: Report): string {
  const about = {
    name: `npsmfa.${area}`,
    ...counts(findings, report),
    skipped: findings.filter((f) => f.status === 'skip').length,
    // A report tells the time of the run, not of each check.
    time: 0,
    timestamp: report.at.slice(0, 19),
    hostname: visible(report.machine.name),
  }
  return element('testsuite', about, '', ...findings.map((f) => testcase(f, report)), '')
}

function testcase(finding: Finding, report: Report): string {
  const message = visible(finding.message)
  const body = xmlText([message, ...remedy(finding, report)].join('\n'))
  const result = resultOf(finding, report)
  const told: Readonly<Record<Result, () => string[]>> = {
    failure: () => [element('failure', {message, type: finding.code}, body)],
    error: () => [element('error', {message, type: finding.code}, body)],
    skipped: () => [element('skipped', {message})],
    passed: () => [element('system-out', {}, finding.status === 'warn' ? body : xmlText(message))],
  }
  const about = {name: nameOf(finding), classname: `npsmfa.${finding.area}`, time: 0}
  return element('testcase', about, ...told[result]())
}

const results = {pass: 'passed', warn: 'passed', fail: 'failure', skip: 'skipped', unknown: 'error'} as const

const resultOf = (finding: Finding, report: Report): Result =>
  red(report)(finding) ? 'failure' : results[finding.status]

function counts(findings: readonly Finding[], report: Report) {
  const count = (result: Result) => findings.filter((f) => resultOf(f, report) === result).length
  return {tests: findings.length, failures: count('failure'), errors: count('error')}
}
