import type {Report} from '../../core/report.ts'
import {brokenLegs, type Standing, standingOf} from './hops.ts'
import {html, type Markup} from './markup.ts'
import {type HopId, hops} from './places.ts'
import {badge, stateWords} from './states.ts'

interface Box {
  x: number
  y: number
  w: number
}
interface Layout {
  name: string
  width: number
  height: number
  boxes: Readonly<Record<HopId, Box>>
}
const tall = 84
/** So much of a badge stands above its box. */
const rise = 11

/** From left to right on a screen and on paper, from top to bottom on a phone. */
const layouts: readonly Layout[] = [
  {
    name: 'wide',
    width: 1000,
    height: 236,
    boxes: boxes((i) => ({x: 1 + i * 173, y: rise + 1, w: 133}), {x: 168, y: 150, w: 145}),
  },
  {
    name: 'narrow',
    width: 322,
    height: 716,
    boxes: boxes((i) => ({x: 1, y: rise + 1 + i * 124, w: 144}), {x: 175, y: rise + 125, w: 146}),
  },
]

function boxes(at: (index: number) => Box, directory: Box): Layout['boxes'] {
  const chain = hops.map(({id}, index) => [id, id === 'directory' ? directory : at(index)])
  return Object.fromEntries(chain) as Layout['boxes']
}

/** The way of a sign-in, with how each hop stands and where it breaks. */
export function renderPath(report: Report): Markup {
  const standings = new Map(hops.map(({id}) => [id, standingOf(id, report)]))
  const broken = brokenLegs(report)
  return html`<section class="path" aria-labelledby="path"><h2 id="path">The way of a sign-in</h2>
${layouts.map((layout) => picture(layout, standings, broken))}</section>`
}

function picture(
  {name, width, height, boxes}: Layout,
  standings: ReadonlyMap<HopId, Standing>,
  broken: ReadonlySet<HopId>,
): Markup {
  const legs = hops.slice(1).map(({id}, index) => {
    const from = id === 'directory' ? 'nps' : hops[index]!.id
    return leg(boxes[from], boxes[id], broken.has(id))
  })
  const said = hops.map(({id, name: hop}) => `${hop}: ${wordsOf(standings.get(id)!)}.`).join(' ')
  return html`<svg class="${name}" viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="${name}-title" aria-describedby="${name}-told">
<title id="${name}-title">From the VPN to the user, hop by hop</title><desc id="${name}-told">${said}</desc>
${legs}${hops.map((hop) => node(hop, boxes[hop.id], standings.get(hop.id)!))}</svg>
`
}

function wordsOf({status, root, partly}: Standing): string {
  if (partly) return 'partly looked at'
  if (status === 'fail') return root ? 'breaks here' : 'fails as a result'
  return stateWords[status]
}

function node({name, does}: (typeof hops)[number], {x, y, w}: Box, standing: Standing): Markup {
  const {status, root, told} = standing
  const middle = x + w / 2
  return html`<g class="hop ${status}${root ? ' root' : ''}">${told === null ? '' : html`<title>${told}</title>`}
<rect x="${x}" y="${y}" width="${w}" height="${tall}" rx="10"/>
<g transform="translate(${middle - rise} ${y - rise}) scale(${rise / 8})">${badge(status)}</g>
<text class="name" x="${middle}" y="${y + 32}">${name}</text>
<text class="does" x="${middle}" y="${y + 50}">${does}</text>
<text class="word" x="${middle}" y="${y + 71}">${wordsOf(standing)}</text></g>
`
}

const gap = 5
const head = 6
const cross = 6

/** An arrow from box to box, along one axis; where it is broken there is a cross in it. */
function leg(a: Box, b: Box, broken: boolean): Markup {
  const level = a.y === b.y
  const turn = level
    ? html`translate(${a.x + a.w} ${a.y + tall / 2})`
    : html`translate(${Math.min(a.x + a.w, b.x + b.w) - Math.min(a.w, b.w) / 2} ${a.y + tall}) rotate(90)`
  // Above a box below stands its badge.
  const long = level ? b.x - a.x - a.w : b.y - a.y - tall - rise
  const end = long - gap
  const middle = (gap + end - head) / 2
  const line = broken
    ? html`<path d="M${gap} 0H${middle - cross}M${middle + cross} 0H${end}"/><path class="cross" d="M${middle - cross + 1} ${-cross + 1}l${2 * cross - 2} ${2 * cross - 2}m0 ${2 - 2 * cross}l${2 - 2 * cross} ${2 * cross - 2}"/>`
    : html`<path d="M${gap} 0H${end}"/>`
  return html`<g class="leg${broken ? ' broken' : ''}" transform="${turn}">${line}<path d="M${end - head} ${-head}L${end} 0L${end - head} ${head}"/></g>
`
}
