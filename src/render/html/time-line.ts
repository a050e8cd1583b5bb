import type {Report, SignIns} from '../../core/report.ts'
import {duration} from '../../core/words.ts'
import {type Range, rangeOf, renderBars} from './bars.ts'
import {html, type Markup, none} from './markup.ts'
import {moment} from './moment.ts'

/** The sign-ins that the logs tell of, and which logs could not be asked; nothing where neither is known. */
export function renderTimeLine({signIns, rootCauses, notSeen}: Report): Markup {
  const range = signIns ? rangeOf(signIns) : null
  if (range === null && notSeen.length === 0) return none
  const since = rootCauses.map((cause) => cause.since).find((one) => one !== null && within(range, one))
  return html`<section class="time-line" aria-labelledby="time-line"><h2 id="time-line">Sign-ins over time</h2>
${signIns && range ? chart(signIns, range, since ?? null) : html`<p>No log that was read tells of a sign-in.</p>`}
${notSeen.length === 0 ? none : html`<ul class="not-seen">${notSeen.map((told) => html`<li>Not seen: ${told}</li>`)}</ul>`}</section>`
}

const within = (range: Range | null, iso: string) =>
  range !== null && Date.parse(iso) >= range.start && Date.parse(iso) <= range.end

function chart(signIns: SignIns, range: Range, since: string | null): Markup {
  const [start, end] = [range.start, range.end].map((ms) => new Date(ms).toISOString()) as [string, string]
  const {good, unproved, refused} = range
  const kinds = [
    {kind: 'good', sign: '▲', told: `${good} let in`},
    ...(unproved > 0 ? [{kind: 'unproved', sign: '▲', told: `${unproved} without a second factor`}] : []),
    {kind: 'refused', sign: '▼', told: `${refused} refused or unanswered`},
  ]
  const said = kinds.map(({told}) => told).join(', ')
  const key = kinds.map(({kind, sign, told}) => html`<span class="${kind}">${sign} ${told}</span> `)
  return html`${renderBars(signIns, range, since === null ? null : Date.parse(since), said)}
<p class="ends">${moment(start)} <span>one bar: ${duration(signIns.stepMs)}</span> ${moment(end)}</p>
<p class="key">${key}${since === null ? none : html`<span class="since">┆ since ${moment(since)}</span>`}</p>`
}
