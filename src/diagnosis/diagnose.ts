import type {AnyCheck} from '../core/check.ts'
import {type EvidenceRecord, valueIn} from '../core/evidence.ts'
import type {Judgement} from '../core/judge.ts'
import type {Finding, RootCause, SignIns} from '../core/report.ts'
import {run} from '../facts/run.ts'
import {fold} from './fold.ts'
import {joined} from './join.ts'
import {loggedFaults, summaryIn} from './logged.ts'
import {notSeen} from './not-seen.ts'
import {areaOf} from './order.ts'
import {hintOf, rootCauses} from './roots.ts'
import type {Told} from './told.ts'
import {withUnreadLog} from './unread.ts'

export interface Diagnosed {
  rootCauses: RootCause[]
  findings: Finding[]
  notSeen: string[]
  signIns?: SignIns
}

/** Judgements and what the logs show → findings with their causes, and the root causes: failures first, then warnings, each in causal order. */
export function diagnose(
  checks: readonly AnyCheck[],
  judgements: readonly Judgement[],
  record: EvidenceRecord,
): Diagnosed {
  const {at, users} = valueIn(record, run) ?? {at: new Date(0).toISOString(), users: []}
  const summary = summaryIn(record)
  const told = joined(
    fold(checks, withUnreadLog(judgements, record)),
    loggedFaults(summary, record, at, users),
  )
  const signIns = summary?.timeLine.signIns()
  return {
    rootCauses: rootCauses(told, record),
    findings: told.map(finding),
    notSeen: notSeen(record),
    ...(signIns ? {signIns} : {}),
  }
}

const finding = (told: Told): Finding => ({
  check: told.check,
  area: areaOf(told.check),
  title: told.title,
  status: told.status,
  code: told.code,
  message: told.message,
  because: told.because,
  hint: hintOf(told),
  ...(told.user === null ? {} : {user: told.user}),
})
