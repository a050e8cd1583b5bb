import {causeById} from '../catalogue/causes.ts'
import type {Code} from '../catalogue/code.ts'
import {readExtensionEvent} from '../codecs/extension-event.ts'
import type {ExplainedCause, Explanation, Recognised} from '../core/explanation.ts'
import {plain} from '../core/words.ts'
import type {Own} from './all-own-codes.ts'
import {clean} from './clean.ts'
import {allNames, hitsIn} from './hits.ts'
import {nearest} from './near.ts'
import {explainOwn} from './own.ts'
import {type Piece, pieces} from './pieces.ts'
import {deepest, type Ranked, rank} from './rank.ts'
import {ambiguous, unknown, verdictOf} from './verdict.ts'

const mostCauses = 5
const mostRecognised = 200

interface Read {
  piece: Piece
  hits: Code[]
  ranked: Ranked[]
}

/** What a code, a line, an event or a file of them means. Offline and pure; `own` are our checks and their endings. */
export function explain(input: string, own: Own = {codes: [], checks: []}): Explanation {
  const text = clean(input)
  const ours = explainOwn(text, own)
  if (ours) return ours
  const typed = causeById.get(text.trim().toUpperCase())
  const read = pieces(text).map((piece): Read => {
    const hits = hitsIn(piece.text)
    return {piece, hits, ranked: rank(piece.text, hits)}
  })
  const known = read.filter(({hits, ranked}) => hits.length + ranked.length > 0)
  if (known.length === 0 && typed)
    return explanation([told({cause: typed, points: 0, confidence: 'high', codes: []})])
  if (known.length === 0)
    return {
      ...explanation([]),
      verdict: unknown,
      unrecognised: read.length,
      nearest: nearest(text, namesOf(own)),
    }
  const ranked = combined(known)
  const causes = ranked.slice(0, mostCauses).map(told)
  const doubtful = ambiguous(ranked)
  return {
    ...explanation(causes),
    verdict: verdictOf(
      causes,
      known.flatMap(({hits}) => hits),
      doubtful,
    ),
    recognised: known.slice(0, mostRecognised).map(recognisedOf),
    unrecognised: read.length - known.length,
  }
}

const namesOf = ({codes, checks}: Own) => [
  ...allNames,
  ...codes.map(({code}) => code),
  ...checks.map(({id}) => id),
]

const explanation = (causes: ExplainedCause[]): Explanation => ({
  schema: 'npsmfa.explanation/1',
  verdict: causes[0]?.cause ?? unknown,
  causes,
  recognised: [],
  unrecognised: 0,
  nearest: [],
})

/** The same cause of several pieces counts once, with all its codes; many users speak for what befalls many. */
function combined(known: readonly Read[]): Ranked[] {
  const byId = new Map<string, Ranked>()
  for (const one of known.flatMap(({ranked}) => ranked)) {
    const had = byId.get(one.cause.id)
    if (!had || had.points < one.points) byId.set(one.cause.id, {...one, codes: one.codes})
  }
  const users = new Set(known.flatMap(({piece}) => readExtensionEvent(piece.text).user?.toLowerCase() ?? []))
  const fits = ({cause}: Ranked) => (users.size >= 3 && cause.scope === 'one' ? -40 : 0)
  const faulty = known.some(({ranked}) => ranked[0] && ranked[0].cause.layer !== 'benign')
  const benign = ({cause}: Ranked) => (faulty && cause.layer === 'benign' ? 1 : 0)
  const sorted = [...byId.values()].sort(
    (a, b) => benign(a) - benign(b) || b.points + fits(b) - a.points - fits(a),
  )
  // Only what is first can be sure.
  return sorted.map((one, i) => (i === 0 ? one : {...one, confidence: 'low'}))
}

const told = ({cause, confidence, codes}: Ranked): ExplainedCause => ({
  code: codes.join('+'),
  causeId: cause.unlisted ? null : cause.id,
  cause: cause.cause,
  benign: cause.layer === 'benign',
  confidence,
  confirm: [...cause.confirm],
  do: [...cause.do],
  owner: cause.owner,
  docs: `docs/codes.md#${cause.id.toLowerCase()}`,
})

function recognisedOf({piece, hits, ranked}: Read): Recognised {
  const {user, cid} = readExtensionEvent(piece.text.replace(/\s+/g, ' '))
  const deep = deepest(hits)
  const main = hits.find(({depth}) => depth === deep)
  const what = main?.meaning ?? `described in words: ${ranked[0]!.cause.id}`
  const not = hits.find((hit) => hit.not !== undefined)?.not
  return {
    line: piece.line,
    what,
    codes: hits.map(({code}) => code),
    ...(not ? {not} : {}),
    user: user === null ? null : plain(user),
    cid,
  }
}
