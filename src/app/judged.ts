import type {AnyCheck} from '../core/check.ts'
import {type EvidenceRecord, valueIn} from '../core/evidence.ts'
import {judge} from '../core/judge.ts'
import {type Report, verdict} from '../core/report.ts'
import {diagnose} from '../diagnosis/diagnose.ts'
import {type Machine, machine} from '../facts/machine.ts'
import {type Run, run} from '../facts/run.ts'
import {version} from '../version.ts'
import type {Options} from './options.ts'

const never = new Date(0).toISOString()
const noRun: Run = {at: never, asOf: never, users: []}
const noMachine: Machine = {
  name: 'unknown',
  platform: 'unknown',
  as: 'unknown',
  elevated: false,
  source: 'bundle',
}

/** The report that a record of evidence leads to; pure but for `tookMs`, which is handed in. */
export function judged(
  record: EvidenceRecord,
  chosen: readonly AnyCheck[],
  {only, skip, strict}: Pick<Options, 'only' | 'skip' | 'strict'>,
  tookMs: number,
): Report {
  const {at, asOf, users} = valueIn(record, run) ?? noRun
  const {rootCauses, findings, notSeen, signIns} = diagnose(chosen, judge(chosen, record, users), record)
  return {
    schema: 'npsmfa.report/1',
    tool: {name: 'npsmfa', version},
    at,
    ...(asOf === at ? {} : {asOf}),
    ...(strict ? {strict} : {}),
    ...(only.length + skip.length > 0 ? {selection: {only: [...only], skip: [...skip]}} : {}),
    machine: valueIn(record, machine) ?? noMachine,
    ...verdict(findings, strict),
    rootCauses,
    findings,
    notSeen,
    ...(signIns ? {signIns} : {}),
    tookMs: Math.round(tookMs),
  }
}

/** The same evidence, in which what ends is judged as of `at` (ISO); as it is where that is null. */
export function asOf(record: EvidenceRecord, at: string | null): EvidenceRecord {
  const made = record[run.key]
  return at === null || !made?.known
    ? record
    : {...record, [run.key]: {...made, value: {...(made.value as Run), asOf: at}}}
}
