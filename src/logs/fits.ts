import {discardedByExtension, rejectedByExtension} from '../catalogue/nps-reasons.ts'
import type {Attempt} from './attempt.ts'
import type {LogEntry} from './entry.ts'

/** A session of the MFA service. */
const sessionMs = 180_000
/** Records of one moment, written by several components with several clocks. */
const momentMs = 5_000
/** NPS writes its answer down this soon after the extension's, even where the two call a person by different names. */
const togetherMs = 2_000
/** NPS drops a repeated request for so long after it has said yes. */
const repeatMs = 10_000

/** What the extension did → what NPS makes of it. */
const answers: Readonly<Record<string, LogEntry['kind']>> = {
  accepted: 'granted',
  rejected: 'denied',
  failed: 'discarded',
  'passed-by': 'denied',
}

const reasons: Readonly<Record<string, number>> = {
  rejected: rejectedByExtension,
  failed: discardedByExtension,
}

/** One of the two has the extension's half of a sign-in, the other NPS' answer to it. */
export function belongTogether(attempt: Attempt, told: LogEntry): boolean {
  if (Math.abs(told.at - attempt.last) > togetherMs || other(attempt.server, told.server)) return false
  const answer = attempt.answer ?? (attempt.discards > 0 ? 'discarded' : null)
  if (attempt.extension !== null)
    return answer === null && answers[attempt.extension] === told.kind && isOf(attempt.extension, told.reason)
  return (
    told.source === 'extension' &&
    answer !== null &&
    answers[told.kind] === answer &&
    isOf(told.kind, attempt.reason ?? attempt.discardReason)
  )
}

/** Whether NPS' reason, where one is told, is what comes of it: NPS calls the extension's no by a number of its own. */
const isOf = (extension: string, reason: number | null) =>
  reason === null ||
  extension === 'accepted' ||
  reason === reasons[extension] ||
  (extension === 'passed-by' && reason !== rejectedByExtension)

const other = (a: string | null, b: string | null) => a !== null && b !== null && a !== b

/** Whether a record may belong to an attempt, by what the attempt has already. */
export function fits(attempt: Attempt, told: LogEntry, threaded: boolean): boolean {
  const apart = Math.abs(told.at - attempt.last)
  if (apart > sessionMs || other(attempt.server, told.server)) return false
  switch (told.kind) {
    case 'request':
      // The client answers a challenge with a second request; NPS writes a request down when it has answered it.
      if (attempt.answer !== null)
        return attempt.requests === 0 && apart <= momentMs && !attempt.answered.includes(told.source)
      return attempt.challenged || (attempt.requests === 0 && (threaded || apart <= momentMs))
    case 'granted':
    case 'denied':
      return answerFits(attempt, told, apart)
    case 'discarded':
      return attempt.answer === null ? true : attempt.answer === 'granted' && apart <= repeatMs
    case 'challenged':
      return attempt.answer === null
    case 'passed-by':
      return attempt.extension === null && apart <= momentMs
    default:
      if (threaded) return true
      // The extension ends a request of its own CID; a late record of the log beside it is of the same moment.
      return (
        (attempt.thread === null || told.thread === null) &&
        attempt.extension === null &&
        (attempt.answer === null || apart <= momentMs)
      )
  }
}

function answerFits(attempt: Attempt, told: LogEntry, apart: number): boolean {
  if (other(attempt.nas, told.nas) && told.source === attempt.answered[0]) return false
  if (attempt.answer !== null)
    return attempt.answer === told.kind && !attempt.answered.includes(told.source) && apart <= momentMs
  // A failure of the extension makes NPS discard; it never becomes an answer.
  return attempt.extension !== 'failed' && (attempt.discards === 0 || told.kind === 'granted')
}
