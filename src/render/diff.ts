import type {Compared, Comparison, Shown} from '../comparison/comparison.ts'
import {plain, time} from '../core/words.ts'
import {columns} from './columns.ts'
import {glyph, type Look, paint} from './style.ts'
import {valuesOf} from './values.ts'

/** How a comparison is printed: `all` lists the differences that change nothing too. */
export interface DiffLook extends Look {
  all: boolean
}

/** For people: what ends differently on the two sides, and by which difference; consequences after what they come of. */
export function renderDiff(comparison: Comparison, look: DiffLook): string {
  const {findings, others} = comparison
  const amiss = findings.filter((finding) => !isInOrder(finding))
  // Beside what is amiss it is told in brief what is not.
  const [inOrder, folded] =
    amiss.length > 0 ? [findings.filter(isInOrder), amiss.filter(isConsequence)] : [[], []]
  const roots = amiss.length > 0 ? amiss.filter((finding) => !isConsequence(finding)) : findings
  return [
    sides(comparison, look),
    aliasNote(comparison, look),
    ...[...Map.groupBy(roots, sameReasons).values()].map((group) => explained(group, look)),
    brief('Consequences of these', folded, look),
    brief('In order on both sides, told otherwise', inOrder, look),
    otherDifferences(others, look),
    verdictLine(findings.length, look),
  ]
    .filter((part) => part !== '')
    .join('\n')
}

const apart = 'so names are not compared, and no reason is told that hangs on one.'

/** Before the findings, since it bounds what they can tell. */
function aliasNote({a, b, sameAliases}: Comparison, look: Look): string {
  if (sameAliases) return ''
  const note =
    a.inClear || b.inClear
      ? `${a.inClear ? 'A' : 'B'} is in clear and ${a.inClear ? 'B' : 'A'} has aliases, ${apart} Make both in the same way: with --keep all, or both with aliases, B with --same-aliases-as the map of A (--reveal-map).`
      : `The two bundles have different aliases, ${apart} Make B with --same-aliases-as the map of A (--reveal-map).`
  return columns([[glyph('warn', look), note]], [2], look.width)
}

const isConsequence = ({a, b}: Compared) => [a, b].some((side) => (side?.because.length ?? 0) > 0)

/** Nothing is wrong or unknown on either side. */
const isInOrder = ({a, b}: Compared) =>
  [a, b].every((side) => side === null || side.status === 'pass' || side.status === 'skip')

const marks = {healthy: 'pass', red: 'fail', undetermined: 'unknown'} as const

/** The root causes of what is healthy are warnings. */
const mark = ({status, rootCauses}: Comparison['a']) =>
  status === 'healthy' && rootCauses.length > 0 ? 'warn' : marks[status]

function sides({a, b}: Comparison, look: Look): string {
  const rows = [a, b].map((side, i) => [
    paint(['A', 'B'][i]!, 'bold', look),
    glyph(mark(side), look),
    [plain(side.machine), time(side.at), side.rootCauses.map(plain).join(', ') || side.status].join(' · '),
  ])
  return columns(rows, [2, 2], look.width)
}

/** What was one difference to the machines is told once, whatever hangs on it. */
const sameReasons = ({reasons, check, user}: Compared) =>
  JSON.stringify(reasons.length > 0 ? reasons.map(({fact, path}) => [fact, path]) : [check, user])

const explained = ([first, ...others]: readonly Compared[], look: Look): string =>
  `${one(first!, look)}${columns(
    others.map((finding, i) => ['', i === 0 ? 'and' : '', endsOf(finding)]),
    [4, 4],
    look.width,
  )}`

function one({title, user, a, b, reasons}: Compared, look: Look): string {
  const name = paint(plain(user === undefined ? title : `${title} (${user})`), 'bold', look)
  const rows = [a, b].flatMap((side, i) =>
    side ? [['', ['A', 'B'][i]!, glyph(side.status, look), plain(side.message)]] : [],
  )
  return `${name}\n${columns(rows, [2, 2, 2], look.width)}${listed(reasons, look)}`
}

function listed(differences: readonly Shown[], look: Look): string {
  const rows = differences.map((difference) => ['', line(place(difference), difference, look)])
  return columns(rows, [4], look.width)
}

const place = ({about, path, fact}: Shown) => (path === '' ? `${about} (${fact})` : `${about}, ${path}`)

const line = (name: string, difference: Shown, look: Look) =>
  `${paint(`${plain(name)}:`, 'gray', look)} ${valuesOf(difference).join(' → ')}`

function brief(title: string, findings: readonly Compared[], look: Look): string {
  if (findings.length === 0) return ''
  const rows = findings.map((finding) => ['', endsOf(finding)])
  return `${paint(title, 'bold', look)}\n${columns(rows, [2], look.width)}`
}

const endsOf = ({a, b, check}: Compared) => `${plain(check)}: ${ends(a)} → ${ends(b)}`

const ends = (side: Compared['a']) => (side ? plain(side.code.slice(side.code.indexOf('/') + 1)) : 'nothing')

function otherDifferences(others: readonly Shown[], look: DiffLook): string {
  if (others.length === 0) return ''
  if (look.all) return `${paint('Differences that change nothing', 'bold', look)}\n${byFact(others, look)}`
  const facts = new Set(others.map(({fact}) => fact)).size
  return paint(
    `${counted(others.length, 'other difference')} in ${counted(facts, 'fact')} ${others.length === 1 ? 'changes' : 'change'} no finding; --all lists them.\n`,
    'gray',
    look,
  )
}

const counted = (count: number, noun: string) => `${count} ${noun}${count === 1 ? '' : 's'}`

/** Each fact once, with the places in which it differs. */
const byFact = (others: readonly Shown[], look: Look): string =>
  [...Map.groupBy(others, ({fact, about}) => (fact.includes(' ') ? `${about} (${fact})` : about))]
    .map(([about, here]) => {
      const rows = here.map((difference) => ['', line(difference.path || 'known', difference, look)])
      return `  ${plain(about)}\n${columns(rows, [4], look.width)}`
    })
    .join('')

const verdictLine = (count: number, look: Look) =>
  count === 0
    ? `${glyph('pass', look)} ${paint('Both end the same.', 'bold', look)} ${paint('(exit 0)', 'gray', look)}\n`
    : `${glyph('fail', look)} ${paint(`${count} ${count === 1 ? 'finding differs' : 'findings differ'}.`, 'bold', look)} ${paint('(exit 1)', 'gray', look)}\n`
