import type {KeyCredentialConfiguration, TenantAppManagementPolicy} from '@microsoft/microsoft-graph-types'
import type {Tenant} from '../../state.ts'
import type {Row} from './row.ts'

export const policyId = '00000000-0000-0000-0000-000000000000'

/** The tenant's default for all applications (Microsoft Graph, "Get tenantAppManagementPolicy"). */
export function policyRow({writing: {policy}}: Tenant): Row {
  const {isEnabled, longestKeyDays} = policy
  const keyCredentials: KeyCredentialConfiguration[] =
    longestKeyDays === null
      ? []
      : [
          {
            restrictionType: 'asymmetricKeyLifetime',
            maxLifetime: `P${longestKeyDays}D`,
            restrictForAppsCreatedAfterDateTime: null,
            state: 'enabled',
          },
        ]
  const restrictions = {passwordCredentials: [], keyCredentials}
  return {
    id: policyId,
    displayName: 'Default app management tenant policy',
    description:
      'Default tenant policy that enforces app management restrictions on applications and service principals.',
    isEnabled,
    applicationRestrictions: restrictions,
    servicePrincipalRestrictions: restrictions,
  } satisfies TenantAppManagementPolicy
}
