import type {Report, SignIns} from '../../core/report.ts'
import {duration, time} from '../../core/words.ts'
import {html, type Markup, none} from './markup.ts'
import {moment} from './moment.ts'

type Bucket = SignIns['buckets'][number]
const width = 600
const half = 46
const height = 2 * half + 4
const middle = height / 2

/** What was let in above a line, what was not below it; nothing where no sign-in was seen. */
export function renderTimeLine({signIns, rootCauses, notSeen}: Report): Markup {
  if (!signIns || signIns.buckets.length === 0) return none
  const {buckets, stepMs} = signIns
  const all = {
    good: sum(buckets, ({accepted, withoutMfa}) => accepted - withoutMfa),
    unproved: sum(buckets, ({withoutMfa}) => withoutMfa),
    refused: sum(buckets, ({refused}) => refused),
  }
  const said = `From ${time(signIns.from)} to ${time(signIns.to)}: ${all.good} let in, ${all.unproved > 0 ? `${all.unproved} let in without a second factor, ` : ''}${all.refused} refused or unanswered.`
  const scale = scaleOf(signIns)
  const since = rootCauses.map((cause) => cause.since).find((one) => one !== null && within(scale, one))
  return html`<section class="time-line" aria-labelledby="time-line"><h2 id="time-line">Sign-ins over time</h2>
<svg viewBox="0 0 ${width} ${height}" preserveAspectRatio="none" role="img" aria-labelledby="bars-title" aria-describedby="bars-told">
<title id="bars-title">Sign-ins over time</title><desc id="bars-told">${said}</desc>
${buckets.map((bucket) => bars(bucket, scale))}<path class="axis" d="M0 ${middle}H${width}"/>
${since ? html`<path class="since" d="M${scale.x(Date.parse(since))} 0V${height}"/>` : none}</svg>
<p class="ends">${moment(iso(scale.start))} <span>one bar: ${duration(stepMs)}</span> ${moment(iso(scale.end))}</p>
<p class="key"><span class="good">▲ ${all.good} let in</span>${all.unproved > 0 ? html` <span class="unproved">▲ ${all.unproved} without a second factor</span>` : ''} <span class="refused">▼ ${all.refused} refused or unanswered</span>${since ? html` <span class="since">┆ since ${moment(since)}</span>` : none}</p>
${notSeen.length === 0 ? '' : html`<ul class="not-seen">${notSeen.map((told) => html`<li>Not seen: ${told}</li>`)}</ul>`}</section>`
}

const iso = (ms: number) => new Date(ms).toISOString()
const sum = (buckets: readonly Bucket[], of: (bucket: Bucket) => number) =>
  buckets.reduce((all, bucket) => all + of(bucket), 0)

const within = ({start, end}: Scale, iso: string) => Date.parse(iso) >= start && Date.parse(iso) <= end

interface Scale {
  start: number
  end: number
  x(ms: number): number
  /** How long a bar is for so many. */
  y(count: number): number
  bar: number
}

function scaleOf({buckets, stepMs}: SignIns): Scale {
  const start = Date.parse(buckets[0]!.at)
  const end = Date.parse(buckets.at(-1)!.at) + stepMs
  const most = Math.max(...buckets.flatMap(({accepted, refused}) => [accepted, refused]), 1)
  const x = (ms: number) => round(((ms - start) / (end - start)) * width)
  // One among many is still seen.
  const y = (count: number) => (count === 0 ? 0 : round(Math.max((count / most) * half, 3)))
  return {start, end, x, y, bar: round((stepMs / (end - start)) * width * 0.8)}
}

const round = (n: number) => Math.round(n * 100) / 100

function bars({at, accepted, withoutMfa, refused}: Bucket, {x, y, bar}: Scale): Markup {
  const left = x(Date.parse(at))
  const [up, unproved, down] = [y(accepted), y(withoutMfa), y(refused)]
  const rect = (kind: string, top: number, tall: number) =>
    tall === 0
      ? ''
      : html`<rect class="${kind}" x="${left}" y="${round(top)}" width="${bar}" height="${tall}"/>`
  return html`${rect('good', middle - up, up)}${rect('unproved', middle - unproved, unproved)}${rect('refused', middle, down)}
`
}
