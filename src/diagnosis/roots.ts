import type {EvidenceRecord} from '../core/evidence.ts'
import type {Finding, RootCause} from '../core/report.ts'
import type {Scope} from '../logs/scope.ts'
import {changedBefore} from './changes.ts'
import type {Folded} from './fold.ts'
import type {Logged} from './logged.ts'
import {isRoot, type Told} from './told.ts'

/** From wide to narrow. */
const widths = ['all', 'unknown', 'server', 'domain', 'method', 'nas', 'user']
const width = (scope: string) => widths.indexOf(scope.split(':', 1)[0]!)

/** The root causes: failures first, then warnings, each in causal order, of one place the widest first. */
export function rootCauses(all: readonly Told[], record: EvidenceRecord): RootCause[] {
  const roots = all.filter(isRoot).map((root) => rootCause(root, all, record))
  return [...roots.filter(({status}) => status === 'fail'), ...roots.filter(({status}) => status === 'warn')]
}

function rootCause(root: Told, all: readonly Told[], record: EvidenceRecord): RootCause {
  const explained = all.filter(({because}) => because.includes(root.code))
  const evidence = [root, ...explained].flatMap(({logged}) => logged ?? [])
  const first = firstRefusal(evidence, root.since)
  const lastGood = first?.lastGood ?? null
  const since = first ? iso(first.since) : root.since
  return {
    code: root.code,
    status: root.status as 'fail' | 'warn',
    message: root.message,
    owner: root.hint?.owner ?? 'server',
    since,
    lastGood: lastGood === null ? null : iso(lastGood),
    scope: root.user === null ? scopeOf(evidence) : `user:${root.user}`,
    changedBefore:
      evidence.length > 0 && since !== null ? changedBefore(record, Date.parse(since), lastGood) : [],
    explains: [...new Set(explained.map(({code}) => code))],
    hint: hintOf(root),
  }
}

const iso = (ms: number) => new Date(ms).toISOString()

/** Where the logs show that it began; null where they do not, or the facts say that the cause came later. */
function firstRefusal(evidence: readonly Logged[], told: string | null): Scope | null {
  const first = evidence.map(({where}) => where).toSorted((a, b) => a.since - b.since)[0]
  return !first || (told !== null && Date.parse(told) > first.since) ? null : first
}

/** What no log limits befalls everybody who is asked for a second factor here. */
const scopeOf = (evidence: readonly Logged[]): string =>
  evidence.map(({where}) => where.scope).toSorted((a, b) => width(a) - width(b))[0] ?? 'all'

export const hintOf = ({hint, code}: Pick<Folded, 'hint' | 'code'>): Finding['hint'] =>
  hint
    ? {do: [...hint.do], run: [...(hint.run ?? [])], docs: code, owner: hint.owner, disrupts: hint.disrupts}
    : {}
