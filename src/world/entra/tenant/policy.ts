import {CannotKnow} from '../../../core/evidence.ts'
import type {GraphWriter} from '../graph-writer.ts'

/** What the tenant's default policy says of certificates of service principals. */
export interface KeyPolicy {
  /** The longest that a certificate may last, in milliseconds; 0 forbids them, null does not limit them. */
  longestMs: number | null
  /** Other restrictions that hold, in Graph's words. */
  others: string[]
}

/**
 * Reads it; a policy of the principal's own, which would go before it, is not looked at.
 * Source: Microsoft Graph, "Get tenantAppManagementPolicy", "keyCredentialConfiguration resource type".
 */
export async function readKeyPolicy(graph: GraphWriter, signal: AbortSignal): Promise<KeyPolicy> {
  const found = await graph.get('/policies/defaultAppManagementPolicy', 'Policy.Read.All', signal)
  if (!found) throw new CannotKnow('error', 'Microsoft Graph has no default app management policy')
  const {servicePrincipalRestrictions} = found as {servicePrincipalRestrictions?: {keyCredentials?: unknown}}
  const list = servicePrincipalRestrictions?.keyCredentials
  const restrictions = (found.isEnabled === true && Array.isArray(list) ? list : []) as Restriction[]
  const holding = restrictions.filter((one) => one?.state !== 'disabled')
  const limits = holding
    .filter(({restrictionType}) => restrictionType === lifetime)
    .map(({maxLifetime}) => milliseconds(maxLifetime))
  const others = holding
    .map(({restrictionType}) => String(restrictionType))
    .filter((type) => type !== lifetime)
  const known = limits.filter((limit) => limit !== null)
  return {longestMs: known.length > 0 ? Math.min(...known) : null, others}
}

interface Restriction {
  restrictionType?: unknown
  maxLifetime?: unknown
  state?: unknown
}

const lifetime = 'asymmetricKeyLifetime'

/** Edm.Duration in days, hours, minutes and seconds, such as P4DT12H30M5S; null where it is none. */
export function milliseconds(duration: unknown): number | null {
  const parts =
    typeof duration === 'string'
      ? /^P(?=.)(?:(\d{1,6})D)?(?:T(?=.)(?:(\d{1,9})H)?(?:(\d{1,9})M)?(?:(\d{1,9})(?:\.\d+)?S)?)?$/.exec(
          duration,
        )
      : null
  if (!parts) return null
  const [days = 0, hours = 0, minutes = 0, seconds = 0] = parts.slice(1).map((part) => Number(part ?? 0))
  return (((days * 24 + hours) * 60 + minutes) * 60 + seconds) * 1000
}
