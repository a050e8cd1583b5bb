import {historyMs} from '../catalogue/events.ts'
import {type EvidenceRecord, unasked, valueIn} from '../core/evidence.ts'
import {time} from '../core/words.ts'
import type {EventSource} from '../facts/event-source.ts'
import {npsAuditing} from '../facts/nps-auditing.ts'
import {signInLog} from '../facts/sign-in-log.ts'

/** What "since when" and "for whom" could not be taken from, in sentences; none where no logs were to be had here. */
export function notSeen(record: EvidenceRecord): string[] {
  const evidence = record[signInLog.key]
  if (!evidence) return []
  if (!evidence.known) return unasked(evidence) ? [] : [`The event logs were not read: ${evidence.detail}.`]
  const log = valueIn(record, signInLog)!
  const audit = valueIn(record, npsAuditing)
  return [
    ...log.sources.flatMap((source) => ofSource(source, log.since)),
    ...(audit && !audit.failure
      ? ['The Security log does not record whom NPS refuses: auditing is off.']
      : []),
    ...(audit && !audit.success
      ? ['The Security log does not record whom NPS lets in: auditing is off.']
      : []),
  ]
}

/** An absent channel is one of a role that is not here. */
function ofSource({channel, state, detail, since}: EventSource, asked: string): string[] {
  if (state === 'disabled') return [`${channel} is switched off.`]
  if (state === 'denied' || state === 'failed') return [`${channel} could not be read: ${detail ?? state}.`]
  const short = state === 'read' && since !== null && Date.parse(since) - Date.parse(asked) > historyMs / 100
  return short ? [`${channel} was read back to ${time(since)} only.`] : []
}
