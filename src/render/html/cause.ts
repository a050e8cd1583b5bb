import type {Report, RootCause} from '../../core/report.ts'
import {duration} from '../../core/words.ts'
import {disruptions, scope} from '../cause-words.ts'
import {consequencesOf} from '../consequences.ts'
import {owners} from '../owners.ts'
import {cure} from './cure.ts'
import {html, type Markup, none} from './markup.ts'
import {moment} from './moment.ts'
import {icon, state} from './states.ts'

/** The first root cause under the page's own heading; whatever follows under one of the second order. */
export function renderCause(cause: RootCause, index: number, lead: boolean, report: Report): Markup {
  const {code, status, message, hint} = cause
  const words = status === 'fail' ? 'sign-ins break' : 'warning'
  const heading = lead
    ? html`<h1 id="cause-${index}">${message}</h1>`
    : html`<h2 id="cause-${index}">${message}</h2>`
  const minor = (text: string) => (lead ? html`<h2>${text}</h2>` : html`<h3>${text}</h3>`)
  return html`<section class="cause ${status}${lead ? ' lead' : ''}" aria-labelledby="cause-${index}">
<p class="verdict">${state(status, words)}</p>
${heading}
<div class="two"><dl>${facts(cause, report)}<dt>Code</dt><dd><code>${code}</code></dd></dl>
<div class="cure">${minor('Cure')}${cure(hint)}</div></div>
${consequences(cause, report, minor)}</section>
`
}

function facts({scope: whom, since, lastGood, changedBefore, owner, hint}: RootCause, {at}: Report): Markup {
  const row = (term: string, told: Markup | string) => html`<dt>${term}</dt><dd>${told}</dd>`
  return html`${row('For', scope(whom))}${since === null ? '' : row('Since', sinceWhen(since, at))}${
    lastGood === null ? '' : row('Last good', moment(lastGood))
  }${changedBefore.map((change) => row('Changed', html`${moment(change.at)}: ${change.what}`))}${row('Who acts', owners[owner])}${row(
    'Disrupts',
    disruptions[hint.disrupts ?? 'nothing'],
  )}`
}

function sinceWhen(since: string, at: string): Markup {
  const ago = Date.parse(at) - Date.parse(since)
  return html`${moment(since)}${ago > 0 ? ` (${duration(ago)} before this look)` : ''}`
}

function consequences(cause: RootCause, {findings}: Report, minor: (text: string) => Markup): Markup {
  const folded = consequencesOf(cause, findings)
  if (folded.length === 0) return none
  const items = folded.map(
    (f) => html`<li>${icon(f.status)} <a href="#finding-${findings.indexOf(f)}">${f.code}</a></li>`,
  )
  return html`<div class="explains">${minor('This also explains')}<ul>${items}</ul></div>`
}
