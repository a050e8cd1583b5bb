import type {Report, RootCause} from '../../core/report.ts'
import {duration} from '../../core/words.ts'
import {disruptions, scope} from '../cause-words.ts'
import {consequencesOf} from '../consequences.ts'
import {owners} from '../owners.ts'
import {cure} from './cure.ts'
import {html, type Markup, none} from './markup.ts'
import {moment} from './moment.ts'
import {icon, state} from './states.ts'

type Heading = (text: string) => Markup

/** A root cause, with the others of its code, which befall others: under the page's own heading, or one of the second order. */
export function renderCause(alike: readonly RootCause[], report: Report, lead: boolean): Markup {
  const [cause, ...others] = alike as [RootCause, ...RootCause[]]
  const {code, status, message, hint} = cause
  const index = report.rootCauses.indexOf(cause)
  const words = status === 'fail' ? 'sign-ins break' : 'warning'
  const heading = lead
    ? html`<h1 id="cause-${index}">${message}</h1>`
    : html`<h2 id="cause-${index}">${message}</h2>`
  const minor: Heading = (text) => (lead ? html`<h2>${text}</h2>` : html`<h3>${text}</h3>`)
  return html`<section class="cause ${status}${lead ? ' lead' : ''}" aria-labelledby="cause-${index}">
<p class="verdict">${state(status, words)}</p>
${heading}
<div class="two"><dl>${facts(cause, report)}<dt>Code</dt><dd><code>${code}</code></dd></dl>
<div class="cure">${minor('Cure')}${cure(hint)}</div></div>
${consequences(cause, report, minor)}${likewise(cause, others, report, minor)}</section>
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

function consequences(cause: RootCause, {findings}: Report, minor: Heading): Markup {
  const folded = consequencesOf(cause, findings)
  if (folded.length === 0) return none
  const items = folded.map(
    (f) => html`<li>${icon(f.status)} <a href="#finding-${findings.indexOf(f)}">${f.code}</a></li>`,
  )
  return html`<div class="explains">${minor('This also explains')}<ul>${items}</ul></div>`
}

/** The same of others; what to do stands there again where it is not the same. */
function likewise(
  cause: RootCause,
  others: readonly RootCause[],
  {rootCauses}: Report,
  minor: Heading,
): Markup {
  if (others.length === 0) return none
  const items = others.map((other) => {
    const same = JSON.stringify(other.hint) === JSON.stringify(cause.hint)
    return html`<li id="cause-${rootCauses.indexOf(other)}">${other.message}${same ? none : cure(other.hint)}</li>`
  })
  return html`<div class="alike">${minor('Likewise')}<ul>${items}</ul></div>`
}
