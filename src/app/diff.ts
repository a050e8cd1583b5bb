import type {Compared, Comparison} from '../comparison/comparison.ts'
import type {Difference} from '../comparison/differences.ts'
import {differing, reasons} from '../comparison/evidence.ts'
import {isMeasured} from '../comparison/measured.ts'
import {withNamesOf} from '../comparison/names.ts'
import {shown} from '../comparison/show.ts'
import {withUsersOf} from '../comparison/users.ts'
import {factsOf} from '../core/check.ts'
import type {EvidenceRecord} from '../core/evidence.ts'
import {evidenceKey} from '../core/fact.ts'
import {judge} from '../core/judge.ts'
import type {Finding, Report} from '../core/report.ts'
import {diagnose} from '../diagnosis/diagnose.ts'
import {run} from '../facts/run.ts'
import {signInLog} from '../facts/sign-in-log.ts'
import {token} from '../facts/token.ts'
import {checks} from '../found.ts'
import {version} from '../version.ts'
import type {OpenBundle} from './bundle.ts'
import {factsByKey} from './facts.ts'
import {replay} from './replay.ts'

/** What differs between two bundles, and which finding each difference explains. */
export function compare(a: OpenBundle, b: OpenBundle): Comparison {
  const facts = factsByKey()
  const sameAliases = aliasesOf(a) === aliasesOf(b)
  const theirs = withUsersOf(a.record, b.record)
  const records = {a: sameAliases ? a.record : withNamesOf(theirs, a.record, facts), b: theirs}
  const reports = {a: replay(a.record), b: replay(theirs)}
  const explained = pairs(reports.a.findings, reports.b.findings)
    .filter((pair) => pair.a?.code !== pair.b?.code)
    .map((pair) => ({pair, because: because(pair, records.a, records.b)}))
  const used = new Set(explained.flatMap(({because}) => because.map(({path}) => JSON.stringify(path))))
  const keys = [...new Set([...Object.keys(records.a), ...Object.keys(records.b)])]
  return {
    schema: 'npsmfa.diff/1',
    tool: {name: 'npsmfa', version},
    a: side(reports.a, a),
    b: side(reports.b, b),
    sameAliases,
    findings: explained.map(({pair, because}) =>
      compared(
        pair,
        because.map((one) => shown(one, facts)),
      ),
    ),
    others: differing(records.a, records.b, keys)
      .filter((one) => !used.has(JSON.stringify(one.path)) && !isMeasured(one, facts))
      .map((one) => shown(one, facts)),
  }
}

/** Which aliases a bundle has; null: none, everything is in clear. */
const aliasesOf = ({bundle: {pseudonyms}}: OpenBundle): string | null =>
  pseudonyms && pseudonyms.replaced.length > 0 ? pseudonyms.keyId : null

interface Pair {
  a: Finding | undefined
  b: Finding | undefined
}

/** The findings of both sides, each beside that of the same check and user; in the order of the first side. */
function pairs(a: readonly Finding[], b: readonly Finding[]): Pair[] {
  const byKey = (findings: readonly Finding[]) =>
    new Map(findings.map((finding) => [keyOf(finding), finding]))
  const [those, these] = [byKey(a), byKey(b)]
  return [...new Set([...those.keys(), ...these.keys()])].map((key) => ({
    a: those.get(key),
    b: these.get(key),
  }))
}

/** What logs show is of no check that ends in one of several ways: each code is a matter of its own. */
const keyOf = ({check, code, user}: Finding) =>
  JSON.stringify([checks.some(({id}) => id === check) ? check : code, user ?? null])

function because({a: there, b: here}: Pair, a: EvidenceRecord, b: EvidenceRecord): readonly Difference[] {
  const finding = (there ?? here)!
  const check = checks.find(({id}) => id === finding.check)
  const user = finding.user ?? null
  // One side was not asked about that user, or about none at all.
  if (check && !(there && here)) return differing(a, b, [run.key]).filter(({path}) => path.includes('users'))
  if (check) {
    const keys = factsOf(check).map((fact) => evidenceKey(fact, user))
    return reasons(a, b, keys, (record) => judge([check], record, user === null ? [] : [user])[0]!.code)
  }
  const isTold = (record: EvidenceRecord) =>
    diagnose([], [], record).findings.some(({code}) => code === finding.code)
  return reasons(a, b, [signInLog.key, token.key, run.key], (record) => String(isTold(record)))
}

function compared({a, b}: Pair, reasons: Compared['reasons']): Compared {
  const {check, title, user} = (a ?? b)!
  return {check, title, ...(user === undefined ? {} : {user}), a: ending(a), b: ending(b), reasons}
}

const ending = (finding: Finding | undefined): Compared['a'] =>
  finding
    ? {status: finding.status, code: finding.code, message: finding.message, because: finding.because}
    : null

const side = ({machine, at, asOf, status, rootCauses}: Report, opened: OpenBundle): Comparison['a'] => ({
  machine: machine.name,
  at: asOf ?? at,
  inClear: aliasesOf(opened) === null,
  status,
  rootCauses: rootCauses.map(({code}) => code),
})
