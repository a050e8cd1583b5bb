import type {AnyCheck} from '../core/check.ts'
import type {Judgement} from '../core/judge.ts'
import type {Finding, RootCause} from '../core/report.ts'
import {type Folded, fold} from './fold.ts'
import {areaOf} from './order.ts'

/** Judgements → findings with their causes, and the root causes: failures first, then warnings, each in causal order. */
export function diagnose(
  checks: readonly AnyCheck[],
  judgements: readonly Judgement[],
): {rootCauses: RootCause[]; findings: Finding[]} {
  const folded = fold(checks, judgements)
  const roots = folded.filter((j) => (j.status === 'fail' || j.status === 'warn') && j.because.length === 0)
  const ordered = [...roots.filter((j) => j.status === 'fail'), ...roots.filter((j) => j.status === 'warn')]
  return {
    rootCauses: ordered.map((root) => rootCause(root, folded)),
    findings: folded.map(finding),
  }
}

const hintOf = (j: Folded) =>
  j.hint
    ? {
        do: [...j.hint.do],
        run: [...(j.hint.run ?? [])],
        docs: j.code,
        owner: j.hint.owner,
        disrupts: j.hint.disrupts,
      }
    : {}

const rootCause = (root: Folded, all: readonly Folded[]): RootCause => ({
  code: root.code,
  status: root.status as 'fail' | 'warn',
  message: root.message,
  owner: root.hint?.owner ?? 'server',
  since: root.since,
  scope: root.user === null ? 'all' : `user:${root.user}`,
  explains: [...new Set(all.filter((j) => j.because.includes(root.code)).map((j) => j.code))],
  hint: hintOf(root),
})

const finding = (j: Folded): Finding => ({
  check: j.check,
  area: areaOf(j.check),
  title: j.title,
  status: j.status,
  code: j.code,
  message: j.message,
  because: j.because,
  hint: hintOf(j),
  ...(j.user === null ? {} : {user: j.user}),
})
