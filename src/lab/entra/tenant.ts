import type {Cloud} from '../../catalogue/clouds.ts'
import type {Tenant} from '../state.ts'
import {StsFailure} from './failure.ts'
import {instanceNames} from './instances.ts'

/** Its id, and every domain that is proven to be its own. */
export const namesOf = ({id, domains}: Tenant): readonly string[] => [
  id,
  ...domains.filter(({isVerified}) => isVerified).map(({name}) => name),
]

/** The tenant that the first segment of a path names, wherever it lives. */
export function tenantNamed(tenant: Tenant, segment: string): Tenant {
  const named = segment.toLowerCase()
  if (namesOf(tenant).some((name) => name.toLowerCase() === named)) return tenant
  throw new StsFailure(
    90002,
    `Tenant '${segment}' not found. Check to make sure you have the correct tenant ID and are signing into the correct cloud. Check with your subscription administrator, this may happen if there are no active subscriptions for the tenant.`,
  )
}

/** The same, for a request that only the tenant's own cloud can serve. */
export function tenantIn(tenant: Tenant, segment: string, clouds: readonly Cloud[]): Tenant {
  const found = tenantNamed(tenant, segment)
  if (clouds.includes(found.cloud)) return found
  const [there, here] = [instanceNames[found.cloud], instanceNames[clouds[0] ?? 'public']]
  throw new StsFailure(
    90038,
    `The specified tenant '${segment}' belongs to the National Cloud '${there}'. Current cloud instance '${here}' does not federate with ${there}. A cloud redirect error is returned.`,
  )
}

/** Names that stand for "whatever tenant the user is of". */
export const isAnyTenant = (segment: string): boolean =>
  ['common', 'organizations'].includes(segment.toLowerCase())
