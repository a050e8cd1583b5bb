import type {OnPremisesProvisioningError, User} from '@microsoft/microsoft-graph-types'
import type {EntraUser, Tenant} from '../../state.ts'
import {ago, type Row} from './row.ts'
import {assignedPlans} from './sku.ts'

export function userRow(user: EntraUser, tenant: Tenant, now: Date): Row {
  const {lastSyncMinutesAgo: synced, mail} = user
  return {
    id: user.id,
    accountEnabled: user.accountEnabled,
    assignedLicenses: user.skuIds.map((skuId) => ({disabledPlans: [], skuId})),
    assignedPlans: assignedPlans(user, tenant),
    businessPhones: [],
    displayName: user.displayName,
    mail,
    onPremisesDomainName: user.onPremisesDomainName,
    onPremisesImmutableId: user.onPremisesImmutableId,
    onPremisesLastSyncDateTime: synced === null ? null : ago(synced, now),
    onPremisesProvisioningErrors: user.provisioningErrors.map(
      ({minutesAgo, ...error}): OnPremisesProvisioningError => ({
        ...error,
        occurredDateTime: ago(minutesAgo, now),
      }),
    ),
    onPremisesSamAccountName: user.onPremisesSamAccountName,
    onPremisesSecurityIdentifier: user.onPremisesSecurityIdentifier,
    onPremisesSyncEnabled: user.onPremisesSyncEnabled,
    onPremisesUserPrincipalName: user.onPremisesUserPrincipalName,
    proxyAddresses: mail ? [`SMTP:${mail}`] : [],
    usageLocation: 'DE',
    userPrincipalName: user.userPrincipalName,
    userType: user.userType,
  } satisfies User as Row
}
