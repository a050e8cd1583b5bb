import type {Status} from '../../core/outcome.ts'
import type {Finding, Report} from '../../core/report.ts'
import {deselected} from './deselected.ts'
import {type HopId, placeOf} from './places.ts'
import {worst} from './states.ts'

/** How a hop stands, in the findings that speak of it. */
export interface Standing {
  status: Status
  /** A root cause sits here. */
  root: boolean
  /** What was looked at is in order, but not all was; its status is then that nobody looked. */
  partly: boolean
  /** The message that tells most. */
  told: string | null
}

/** That Entra is told of everybody says nothing of the one who signs in. */
const telling = ({area, status}: Finding) => area !== 'sync' || status !== 'pass'

/** Its host is not in every cloud, or is looked at under another name. */
const needless = 'endpoints.login-windows-net/skipped'

/** Not so where a check was made and has nothing to say here, which ends in a skip of its own. */
const nobodyLooked = ({check, code}: Finding) => code === `${check}/skipped` && code !== needless

export function standingOf(hop: HopId, {findings, rootCauses, selection}: Report): Standing {
  const here = findings.filter((finding) => placeOf(finding.code)?.hop === hop && telling(finding))
  const status = worst(here.map((finding) => finding.status))
  const missing = here.find(nobodyLooked)
  if (status === 'pass' && (missing || (selection && deselected(hop, selection))))
    return {status: 'skip', root: false, partly: true, told: missing?.message ?? null}
  const alike = here.filter((finding) => finding.status === status)
  const cause = rootCauses.find(({code}) => alike.some((finding) => finding.code === code))
  const told = cause ?? (status === 'pass' ? undefined : alike[0])
  return {status, root: cause !== undefined, partly: false, told: told?.message ?? null}
}

/** The legs on which sign-ins break. */
export const brokenLegs = ({rootCauses}: Report): ReadonlySet<HopId> =>
  new Set(rootCauses.flatMap(({code, status}) => (status === 'fail' ? (placeOf(code)?.leg ?? []) : [])))
