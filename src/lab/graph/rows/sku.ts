import type {
  AssignedPlan,
  LicenseDetails,
  ServicePlanInfo,
  SubscribedSku,
} from '@microsoft/microsoft-graph-types'
import type {EntraUser, Sku, Tenant} from '../../state.ts'
import type {Row} from './row.ts'

export function skuRow(
  {skuId, skuPartNumber, capabilityStatus, units, servicePlans}: Sku,
  tenant: Tenant,
): Row {
  const served = capabilityStatus === 'Enabled' ? 'enabled' : 'suspended'
  return {
    id: `${tenant.id}_${skuId}`,
    accountId: tenant.id,
    accountName: tenant.displayName,
    appliesTo: 'User',
    capabilityStatus,
    consumedUnits: tenant.users.filter((user) => user.skuIds.includes(skuId)).length,
    prepaidUnits: {enabled: 0, lockedOut: 0, suspended: 0, warning: 0, [served]: units},
    servicePlans: servicePlans.map(planInfo),
    skuId,
    skuPartNumber,
    subscriptionIds: [],
  } satisfies SubscribedSku
}

const planInfo = ({
  servicePlanId,
  servicePlanName,
  provisioningStatus,
  appliesTo,
}: Sku['servicePlans'][number]): ServicePlanInfo => ({
  appliesTo,
  provisioningStatus,
  servicePlanId,
  servicePlanName,
})

const skusOf = (user: EntraUser, {skus}: Tenant): Sku[] =>
  skus.filter(({skuId}) => user.skuIds.includes(skuId))

/** What a user has of the tenant's subscriptions. */
export const licenseRows = (user: EntraUser, tenant: Tenant): Row[] =>
  skusOf(user, tenant).map(
    ({skuId, skuPartNumber, servicePlans}) =>
      ({
        id: Buffer.from(`${user.id}${skuId}`.replaceAll('-', ''), 'hex').toString('base64url'),
        servicePlans: servicePlans.map(planInfo),
        skuId,
        skuPartNumber,
      }) satisfies LicenseDetails,
  )

export const assignedPlans = (user: EntraUser, tenant: Tenant): AssignedPlan[] =>
  skusOf(user, tenant).flatMap(({capabilityStatus, servicePlans}) =>
    servicePlans.map(({service, servicePlanId}) => ({
      assignedDateTime: '2025-03-03T07:00:00Z',
      capabilityStatus,
      service,
      servicePlanId,
    })),
  )
