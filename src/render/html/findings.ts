import type {Finding, Report} from '../../core/report.ts'
import {html, type Markup, none} from './markup.ts'
import {icon, state, stateWords, worst} from './states.ts'

const areas = new Map(
  Object.entries({
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
  }),
)

/** All findings by area, and by user where one is spoken of; what is in order stands there by name until it is opened. */
export function renderFindings(report: Report): Markup {
  const groups = Map.groupBy(report.findings, ({area, user}) => JSON.stringify([area, user]))
  return html`<section class="findings" aria-labelledby="findings"><h2 id="findings">All findings</h2>
${[...groups.values()].map((findings) => group(findings, report))}</section>`
}

function group(findings: readonly Finding[], report: Report): Markup {
  const {area, user} = findings[0]!
  const passed = findings.filter(({status}) => status === 'pass')
  const others = findings.filter(({status}) => status !== 'pass')
  return html`<div class="area"><h3>${icon(worst(findings.map(({status}) => status)))} <span>${areas.get(area) ?? area}${
    user === undefined ? '' : html` <span class="user">${user}</span>`
  }</span></h3><div>${table(others, report)}${inOrder(passed, report)}</div></div>
`
}

function inOrder(passed: readonly Finding[], report: Report): Markup {
  if (passed.length === 0) return none
  return html`<details><summary>${passed.length} ${stateWords.pass}: ${passed.map(nameOf).join(', ')}</summary>${table(passed, report)}</details>`
}

function table(findings: readonly Finding[], report: Report): Markup {
  if (findings.length === 0) return none
  const alike = Map.groupBy(findings, ({status, message, because}) =>
    JSON.stringify([status, message, because]),
  )
  return html`<table><thead class="unseen"><tr><th scope="col">Check</th><th scope="col">What it says</th></tr></thead>
<tbody>${[...alike.values()].map((those) => row(those, report))}</tbody></table>`
}

const nameOf = ({check}: Finding) => check.slice(check.indexOf('.') + 1)

/** Checks that end so for the same reason stand in one row. */
function row(alike: readonly Finding[], report: Report): Markup {
  const {status, message} = alike[0]!
  const checks = alike.map(
    (one, i) =>
      html`${i > 0 ? ', ' : ''}<span id="finding-${report.findings.indexOf(one)}">${nameOf(one)}</span>`,
  )
  return html`<tr><th scope="row">${state(status)} <span class="checks">${checks}</span></th><td><span class="told">${message}</span>${origin(alike[0]!, report)}</td></tr>
`
}

/** Where the page says more of it. */
function origin({code, because, user}: Finding, {rootCauses}: Report): Markup {
  const link = (to: string, words: string) => {
    const causes = rootCauses.filter((cause) => cause.code === to)
    const own = causes.find(({scope}) => scope === `user:${user}`) ?? causes[0]
    const index = own ? rootCauses.indexOf(own) : -1
    return index < 0 ? html` <code>${words}</code>` : html` <a href="#cause-${index}">${words}</a>`
  }
  if (because.length > 0)
    return html` <span class="because">Because of${because.map((one) => link(one, one))}</span>`
  return rootCauses.some((cause) => cause.code === code)
    ? html` <span class="because">Root cause:${link(code, 'see its cure')}</span>`
    : none
}
