import {type Cause, layers} from '../catalogue/cause.ts'
import {causeById, causes} from '../catalogue/causes.ts'
import type {Code, Depth} from '../catalogue/code.ts'
import type {Confidence} from '../core/explanation.ts'

/** A cause with how much speaks for it. */
export interface Ranked {
  cause: Cause
  points: number
  confidence: Confidence
  codes: string[]
}

/** What a code's first cause is worth, and how much less the next ones are. */
const worth: Readonly<Record<Depth, readonly [number, number]>> = {
  exact: [100, 15],
  wrapper: [50, 8],
  consequence: [30, 4],
  harmless: [5, 1],
}
/** What people’s own words are worth, by how many patterns of one line were met. */
const wordsWorth = [0, 36, 26, 40, 46, 50]
/** Longer texts are logs, in which words of every day prove nothing. */
const longestTold = 700
const longestBeside = 250

// The extension's own sentences, which name certificate and address whatever the reason is.
const boilerplate =
  /Verify the client certificate is properly enrolled.{0,160}STS_URL\.?|Enter ERROR_CODE @.{0,140}troubleshooting steps\.?|Review the documentation at \S{1,200}/gis

/** The causes that one piece speaks for. */
export function rank(text: string, hits: readonly Code[]): Ranked[] {
  const deep = deepest(hits)
  const ranked = new Map<string, Ranked>()
  for (const hit of hits) {
    if (hit.depth !== 'harmless' && hit.depth !== deep) continue
    const [first, step] = worth[hit.depth]
    for (const [i, id] of hit.causes.entries()) add(ranked, id, first - i * step, trail(hits, hit))
  }
  const own = text.replace(boilerplate, ' ').replace(/\s+/g, ' ').slice(0, 4_000)
  // A code alone is no description.
  const described = deep === 'exact' || own.length <= (hits.length > 0 ? longestBeside : longestTold)
  const words = described && (hits.length === 0 || own.trim().split(' ').length > 3)
  const free = deep !== 'exact' && deep !== 'harmless'
  for (const {id, said} of causes) {
    if (!said || !words || (!free && !ranked.has(id))) continue
    const best = Math.max(
      0,
      ...said.map((line) => (line.every((p) => p.test(own)) ? (wordsWorth[line.length] ?? 50) : 0)),
    )
    if (best > 0)
      add(
        ranked,
        id,
        deep === 'exact' ? best * 2 : best,
        hits.filter(({depth}) => depth === deep).map(({code}) => code),
      )
  }
  return ordered([...ranked.values()], deep)
}

const depths: readonly Depth[] = ['exact', 'wrapper', 'consequence', 'harmless']
/** How deep the codes of a piece go. */
export const deepest = (hits: readonly Code[]): Depth | null =>
  depths.find((depth) => hits.some((hit) => hit.depth === depth)) ?? null

/** From the wrapper to the code inside. */
const trail = (hits: readonly Code[], hit: Code): string[] => [
  ...hits.filter(({depth}) => depth === 'wrapper' && hit.depth === 'exact').map(({code}) => code),
  hit.code,
]

function add(ranked: Map<string, Ranked>, id: string, points: number, codes: string[]): void {
  const cause = causeById.get(id)
  if (!cause) return
  const had = ranked.get(id)
  if (had) had.points += points
  else ranked.set(id, {cause, points, confidence: 'low', codes})
}

const order = ({cause}: Ranked) => layers.indexOf(cause.layer)

function ordered(all: Ranked[], deep: Depth | null): Ranked[] {
  all.sort((a, b) => b.points - a.points || order(a) - order(b))
  const [first, second] = all
  if (first) first.confidence = sureOf(first.points - (second?.points ?? 0), all.length, deep)
  return all
}

/** A code that means one thing is sure; one with several causes, or words, are not. */
function sureOf(ahead: number, count: number, deep: Depth | null): Confidence {
  if (deep === 'exact') return count === 1 || ahead > 30 ? 'high' : 'medium'
  if (deep === 'harmless') return 'high'
  return ahead >= 20 ? 'medium' : 'low'
}
