import type {Finding, Report} from '../../core/report.ts'
import {html, type Markup, none} from './markup.ts'
import {icon, state, stateWords, worst} from './states.ts'

const areas: Readonly<Record<string, string>> = {
  registry: 'Registry values',
  extension: 'NPS extension',
  service: 'NPS service',
  host: 'Windows server',
  radius: 'RADIUS',
  clock: 'Clock',
  cert: 'Certificate',
  endpoints: 'Way to Microsoft',
  tenant: 'Entra tenant',
  token: 'Token',
  directory: 'Active Directory',
  sync: 'Synchronisation',
  user: 'User',
  events: 'Event logs',
  logs: 'Seen in the logs',
}

/** All findings by area, and by user where one is spoken of; what is in order stands there by name until it is opened. */
export function renderFindings(report: Report): Markup {
  const groups = Map.groupBy(report.findings, ({area, user = ''}) => JSON.stringify([area, user]))
  return html`<section class="findings" aria-labelledby="findings"><h2 id="findings">All findings</h2>
${[...groups.values()].map((findings) => group(findings, report))}</section>`
}

function group(findings: readonly Finding[], report: Report): Markup {
  const {area, user} = findings[0]!
  const passed = findings.filter(({status}) => status === 'pass')
  const others = findings.filter(({status}) => status !== 'pass')
  return html`<div class="area"><h3>${icon(worst(findings.map(({status}) => status)))} <span>${areas[area] ?? area}${
    user === undefined ? '' : html` <span class="user">${user}</span>`
  }</span></h3><div>${table(others, report)}${inOrder(passed, report)}</div></div>
`
}

function inOrder(passed: readonly Finding[], report: Report): Markup {
  if (passed.length === 0) return none
  return html`<details><summary>${passed.length} ${stateWords.pass}: ${named(passed)}</summary>${table(passed, report)}</details>`
}

function table(findings: readonly Finding[], report: Report): Markup {
  if (findings.length === 0) return none
  const alike = Map.groupBy(findings, ({status, message, because}) =>
    JSON.stringify([status, message, because]),
  )
  return html`<table><thead class="unseen"><tr><th scope="col">Check</th><th scope="col">What it says</th></tr></thead>
<tbody>${[...alike.values()].map((those) => row(those, report))}</tbody></table>`
}

/** By the names that they have within their area. */
const named = (findings: readonly Finding[]) =>
  [...new Set(findings.map(({check}) => check.slice(check.indexOf('.') + 1)))].join(', ')

/** Checks that end so for the same reason stand in one row. */
function row(alike: readonly Finding[], {findings, rootCauses}: Report): Markup {
  const {status, message, because} = alike[0]!
  const causes = because.map((code) => {
    const index = rootCauses.findIndex((cause) => cause.code === code)
    return index < 0 ? html` <code>${code}</code>` : html` <a href="#cause-${index}">${code}</a>`
  })
  return html`<tr id="finding-${findings.indexOf(alike[0]!)}"><th scope="row">${state(status)} <span class="checks">${named(alike)}</span></th><td><span class="told">${message}</span>${
    causes.length === 0 ? none : html` <span class="because">Because of${causes}</span>`
  }</td></tr>
`
}
