import type {SignIns} from '../../core/report.ts'
import {html, type Markup, none} from './markup.ts'

type Bucket = SignIns['buckets'][number]
const width = 600
const half = 46
const height = 2 * half + 4
const middle = height / 2

/** From when to when the bars stand, and how many of what they show. */
export interface Range {
  start: number
  end: number
  good: number
  unproved: number
  refused: number
}

/** Null where there is nothing to draw, or no time that a calendar has. */
export function rangeOf({buckets, stepMs}: SignIns): Range | null {
  const start = Date.parse(buckets[0]?.at ?? '')
  const end = Date.parse(buckets.at(-1)?.at ?? '') + stepMs
  if (Number.isNaN(new Date(start).getTime() + new Date(end).getTime()) || start >= end) return null
  const sum = (of: (bucket: Bucket) => number) => buckets.reduce((all, bucket) => all + of(bucket), 0)
  return {
    start,
    end,
    good: sum(({accepted, withoutMfa}) => accepted - withoutMfa),
    unproved: sum(({withoutMfa}) => withoutMfa),
    refused: sum(({refused}) => refused),
  }
}

/** What was let in above a line, what was not below it; a broken line where it began to fail. */
export function renderBars(
  {buckets, stepMs}: SignIns,
  {start, end}: Range,
  since: number | null,
  said: string,
): Markup {
  const x = (ms: number) => round(((ms - start) / (end - start)) * width)
  const most = Math.max(...buckets.flatMap(({accepted, refused}) => [accepted, refused]), 1)
  // One among many is still seen.
  const y = (count: number) => (count === 0 ? 0 : round(Math.max((count / most) * half, 3)))
  const wide = round((stepMs / (end - start)) * width * 0.8)
  const rect = (kind: string, at: string, top: number, tall: number) =>
    tall === 0
      ? none
      : html`<rect class="${kind}" x="${x(Date.parse(at))}" y="${round(top)}" width="${wide}" height="${tall}"/>`
  const bars = buckets.map(({at, accepted, withoutMfa, refused}) => [
    rect('good', at, middle - y(accepted), y(accepted)),
    rect('unproved', at, middle - y(withoutMfa), y(withoutMfa)),
    rect('refused', at, middle, y(refused)),
  ])
  return html`<svg viewBox="0 0 ${width} ${height}" preserveAspectRatio="none" role="img" aria-labelledby="bars-title" aria-describedby="bars-told">
<title id="bars-title">Sign-ins over time</title><desc id="bars-told">${said}</desc>
${bars}<path class="axis" d="M0 ${middle}H${width}"/>${since === null ? none : html`<path class="since" d="M${x(since)} 0V${height}"/>`}</svg>`
}

const round = (n: number) => Math.round(n * 100) / 100
