import {eventWindowMs} from '../catalogue/events.ts'
import {type EvidenceRecord, valueIn} from '../core/evidence.ts'
import {type SignInLog, signInLog} from '../facts/sign-in-log.ts'
import {token} from '../facts/token.ts'
import {entry} from '../logs/entry.ts'
import {userKey} from '../logs/join.ts'
import {type Named, namedIn} from '../logs/named.ts'
import {Summarising, type Summary} from '../logs/summary.ts'

/** A fault that the event logs show. */
export interface Logged extends Named {
  /** More than chance, not known to be over, and of more than a person whom nobody asked about: a root cause by itself. */
  standsAlone: boolean
}

/** Once may be chance, and nobody notices that MFA is off from two sign-ins. */
const atLeast = 2
const atLeastWithoutMfa = 3

/** What the record's event logs tell of sign-ins; null where they were not read. */
export function summaryIn(record: EvidenceRecord): Summary | null {
  const log = valueIn(record, signInLog)
  return log ? summaryOf(log) : null
}

/** The faults of the last day in the record's logs that no sign-in has shown to be over, in causal order. */
export function loggedFaults(
  summary: Summary | null,
  record: EvidenceRecord,
  at: string,
  users: readonly string[],
): Logged[] {
  const log = valueIn(record, signInLog)
  if (!log || !summary) return []
  const asked = new Set(users.map(userKey))
  const recent = Date.parse(at) - eventWindowMs
  const granted = valueIn(record, token)?.answer === 'granted'
  return namedIn(summary)
    .filter(({where, failures}) => !where.over && failures.all!.last >= recent)
    .map((named) => {
      const cured = granted && refusedToken.test(named.failures.told ?? '')
      return {...named, standsAlone: successesSeen(log) && often(named) && !cured && concerns(named, asked)}
    })
}

/** The number of the token service: what it refused then and grants now may have been cured. */
const refusedToken = /AADSTS/

function summaryOf(log: SignInLog): Summary {
  const requests = log.entries.some(
    ({source, kind}) => source === 'extension' && kind !== 'failed' && kind !== 'event',
  )
  // A log of requests that is open and empty, while people are let in, is what MFA that is off looks like.
  const summarising = new Summarising(!requests && read(log, ofRequests))
  for (const told of log.entries) summarising.add(Object.assign(entry(told.at, told.kind, told.source), told))
  return summarising.end()
}

const ofRequests = /AuthZOptCh$/i
const read = ({sources}: SignInLog, channel: RegExp) =>
  sources.some((source) => source.state === 'read' && channel.test(source.channel))

/** Whether a sign-in that worked again would be seen. */
const successesSeen = (log: SignInLog) => read(log, ofRequests) || read(log, /^Security$/i)

const often = ({failures, cause}: Named) =>
  failures.all!.count >= (cause.layer === 'mfa' ? atLeastWithoutMfa : atLeast)

/** What one person did or lacks is a fault of the installation only where that person is asked about. */
const personal = new Set(['first-factor', 'user', 'action'])
/** So many people at once are no chance. */
const several = 3

function concerns({cause, where: {scope}, failures}: Named, asked: ReadonlySet<string | null>): boolean {
  if (scope.startsWith('user:')) return asked.has(scope.slice('user:'.length))
  const people = [...failures.by.user.keys()]
  if (personal.has(cause.layer) && (scope === 'unknown' || cause.status === 'warn'))
    return people.some((user) => asked.has(user))
  return scope !== 'unknown' || people.length === 0 || people.length >= several
}
