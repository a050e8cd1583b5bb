import * as v from 'valibot'
import {defineFact} from '../core/fact.ts'

const plan = v.object({id: v.string(), status: v.string()})

/** The tenant's subscriptions. */
const subscriptions = v.array(
  v.object({
    sku: v.string(),
    /** "Enabled", "Warning", "Suspended", "Deleted", "LockedOut". */
    capability: v.string(),
    plans: v.array(plan),
  }),
)
export type Subscriptions = v.InferOutput<typeof subscriptions>

export const tenantLicences = defineFact<Subscriptions>({
  key: 'tenant-licences',
  about: 'the tenant’s subscriptions',
  shape: subscriptions,
})

const assigned = v.array(v.object({sku: v.string(), plans: v.array(plan)}))
export type AssignedLicences = v.InferOutput<typeof assigned>

export const userLicences = defineFact<AssignedLicences>({
  key: 'user-licences',
  about: 'the user’s licences',
  per: 'user',
  shape: assigned,
})
