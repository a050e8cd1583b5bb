import {type EvidenceRecord, unasked} from '../core/evidence.ts'
import type {Judgement} from '../core/judge.ts'
import {plain} from '../core/words.ts'
import {signInLog} from '../facts/sign-in-log.ts'

/** The check that calls the event logs good. */
const judging = 'events.recent-errors'

/** Where single sign-ins were asked for and could not be read, faults that only they show may be there: nothing is good. */
export function withUnreadLog(
  judgements: readonly Judgement[],
  record: EvidenceRecord,
): readonly Judgement[] {
  const log = record[signInLog.key]
  if (!log || log.known || unasked(log)) return judgements
  return judgements.map((j) =>
    j.check === judging && j.status === 'pass'
      ? {...j, status: 'unknown', code: `${judging}/unknown`, message: plain(log.detail)}
      : j,
  )
}
