import type {Compared, Comparison, Shown} from '../comparison/comparison.ts'
import {plain, time} from '../core/words.ts'
import {columns} from './columns.ts'
import {glyph, type Look, paint} from './style.ts'

/** How a comparison is printed: `all` lists the differences that change nothing too. */
export interface DiffLook extends Look {
  all: boolean
}

/** For people: what ends differently on the two sides, and by which difference; consequences after what they come of. */
export function renderDiff(comparison: Comparison, look: DiffLook): string {
  const {findings, others, sameAliases} = comparison
  const folded = findings.filter(isConsequence)
  const roots = findings.filter((finding) => !isConsequence(finding))
  return [
    sides(comparison, look),
    ...roots.map((finding) => one(finding, look)),
    consequences(folded, look),
    otherDifferences(others, look),
    sameAliases
      ? ''
      : 'The two bundles have different aliases, so the same name looks like two. Make the second with --same-aliases-as the map of the first (--reveal-map).\n',
    verdictLine(findings.length, look),
  ]
    .filter((part) => part !== '')
    .join('\n')
}

const isConsequence = ({a, b}: Compared) => [a, b].some((side) => (side?.because.length ?? 0) > 0)

const marks = {healthy: 'pass', red: 'fail', undetermined: 'unknown'} as const

function sides({a, b}: Comparison, look: Look): string {
  const rows = [a, b].map(({machine, at, status, rootCauses}, i) => [
    paint(['A', 'B'][i]!, 'bold', look),
    glyph(marks[status], look),
    [plain(machine), time(at), rootCauses.map(plain).join(', ') || status].join(' · '),
  ])
  return columns(rows, [2, 2], look.width)
}

function one({title, user, a, b, reasons}: Compared, look: Look): string {
  const name = paint(plain(user === undefined ? title : `${title} (${user})`), 'bold', look)
  const rows = [a, b].flatMap((side, i) =>
    side ? [['', ['A', 'B'][i]!, glyph(side.status, look), plain(side.message)]] : [],
  )
  return `${name}\n${columns(rows, [2, 2, 2], look.width)}${listed(reasons, look)}`
}

function listed(differences: readonly Shown[], look: Look): string {
  const rows = differences.map((difference) => [
    '',
    `${paint(`${place(difference)}:`, 'gray', look)} ${value(difference.a)} → ${value(difference.b)}`,
  ])
  return columns(rows, [4], look.width)
}

const place = ({about, path, fact}: Shown) => plain(path === '' ? `${about} (${fact})` : `${about}, ${path}`)

/** Longer values are cut: what is told of them is that they differ. */
const longest = 80

function value(told: unknown): string {
  if (told === undefined) return 'nothing'
  const text = plain(typeof told === 'string' ? told : JSON.stringify(told))
  return text.length > longest ? `${text.slice(0, longest)}…` : text
}

function consequences(findings: readonly Compared[], look: Look): string {
  if (findings.length === 0) return ''
  const rows = findings.map(({a, b, check}) => ['', `${plain(check)}: ${ends(a)} → ${ends(b)}`])
  return `${paint('Consequences of these', 'bold', look)}\n${columns(rows, [2], look.width)}`
}

const ends = (side: Compared['a']) => (side ? plain(side.code.slice(side.code.indexOf('/') + 1)) : 'nothing')

function otherDifferences(others: readonly Shown[], look: DiffLook): string {
  if (others.length === 0) return ''
  if (look.all) return `${paint('Differences that change nothing', 'bold', look)}\n${listed(others, look)}`
  const facts = new Set(others.map(({fact}) => fact)).size
  return paint(
    `${others.length} other differences in ${facts} facts change no finding; --all lists them.\n`,
    'gray',
    look,
  )
}

const verdictLine = (count: number, look: Look) =>
  count === 0
    ? `${glyph('pass', look)} ${paint('Both end the same.', 'bold', look)} ${paint('(exit 0)', 'gray', look)}\n`
    : `${glyph('fail', look)} ${paint(`${count} ${count === 1 ? 'finding differs' : 'findings differ'}.`, 'bold', look)} ${paint('(exit 1)', 'gray', look)}\n`
