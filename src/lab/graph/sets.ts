import type {
  DirectoryAudit,
  Domain,
  Organization,
  ServicePrincipal,
  SubscribedSku,
  TenantAppManagementPolicy,
  User,
} from '@microsoft/microsoft-graph-types'
import type {Tenant} from '../state.ts'
import {auditRows} from './rows/audit.ts'
import {domainRow, organizationRow} from './rows/organization.ts'
import {policyRow} from './rows/policy.ts'
import {principalRow} from './rows/principal.ts'
import {list, type Row} from './rows/row.ts'
import {skuRow} from './rows/sku.ts'
import {userRow} from './rows/user.ts'

/** One collection of Graph: who may read it, what is in it, and how its rows look. */
export interface EntitySet {
  /** One of these permissions is needed. */
  permissions: readonly string[]
  rows(tenant: Tenant, now: Date): Row[]
  /** Properties that may name a single row, `id` first. */
  keys: readonly string[]
  /** There is exactly one, which needs no key. */
  single?: true
  /** Another property that `id` stands for. */
  alias?: string
  /** What comes back when nothing is selected. */
  usual: readonly string[]
  /** What may be selected beyond that. */
  more: readonly string[]
}

export const entitySets: Readonly<Record<string, EntitySet>> = {
  servicePrincipals: {
    permissions: ['Application.Read.All', 'Application.ReadWrite.All', 'Directory.Read.All'],
    rows: ({principals}) => principals.map(principalRow),
    keys: ['id', 'appId'],
    usual: list<ServicePrincipal>(
      'id',
      'accountEnabled',
      'appId',
      'displayName',
      'appOwnerOrganizationId',
      'servicePrincipalType',
      'keyCredentials',
      'passwordCredentials',
    ),
    more: list<ServicePrincipal>('appRoles', 'disabledByMicrosoftStatus', 'tags'),
  },
  users: {
    permissions: ['User.Read.All', 'User.ReadWrite.All', 'Directory.Read.All'],
    rows: (tenant, now) => tenant.users.map((user) => userRow(user, tenant, now)),
    keys: ['id'],
    alias: 'userPrincipalName',
    usual: list<User>(
      'businessPhones',
      'displayName',
      'givenName',
      'id',
      'jobTitle',
      'mail',
      'mobilePhone',
      'officeLocation',
      'preferredLanguage',
      'surname',
      'userPrincipalName',
    ),
    more: list<User>(
      'accountEnabled',
      'assignedLicenses',
      'assignedPlans',
      'onPremisesDomainName',
      'onPremisesImmutableId',
      'onPremisesLastSyncDateTime',
      'onPremisesProvisioningErrors',
      'onPremisesSamAccountName',
      'onPremisesSecurityIdentifier',
      'onPremisesSyncEnabled',
      'onPremisesUserPrincipalName',
      'proxyAddresses',
      'usageLocation',
      'userType',
    ),
  },
  organization: {
    permissions: ['Organization.Read.All', 'Directory.Read.All'],
    rows: (tenant, now) => [organizationRow(tenant, now)],
    keys: ['id'],
    usual: list<Organization>(
      'id',
      'displayName',
      'tenantType',
      'verifiedDomains',
      'onPremisesSyncEnabled',
      'onPremisesLastSyncDateTime',
    ),
    more: [],
  },
  domains: {
    permissions: ['Domain.Read.All', 'Directory.Read.All'],
    rows: ({domains}) => domains.map(domainRow),
    keys: ['id'],
    usual: list<Domain>(
      'id',
      'authenticationType',
      'isAdminManaged',
      'isDefault',
      'isInitial',
      'isRoot',
      'isVerified',
      'supportedServices',
    ),
    more: [],
  },
  subscribedSkus: {
    permissions: ['Organization.Read.All', 'LicenseAssignment.Read.All', 'Directory.Read.All'],
    rows: (tenant) => tenant.skus.map((sku) => skuRow(sku, tenant)),
    keys: ['id'],
    usual: list<SubscribedSku>(
      'id',
      'accountId',
      'accountName',
      'appliesTo',
      'capabilityStatus',
      'consumedUnits',
      'prepaidUnits',
      'servicePlans',
      'skuId',
      'skuPartNumber',
      'subscriptionIds',
    ),
    more: [],
  },
  'policies/defaultAppManagementPolicy': {
    permissions: ['Policy.Read.All', 'Policy.ReadWrite.ApplicationConfiguration'],
    rows: (tenant) => [policyRow(tenant)],
    keys: [],
    single: true,
    usual: list<TenantAppManagementPolicy>(
      'id',
      'displayName',
      'description',
      'isEnabled',
      'applicationRestrictions',
      'servicePrincipalRestrictions',
    ),
    more: [],
  },
  'auditLogs/directoryAudits': {
    permissions: ['AuditLog.Read.All'],
    rows: auditRows,
    keys: ['id'],
    usual: list<DirectoryAudit>(
      'id',
      'activityDateTime',
      'activityDisplayName',
      'additionalDetails',
      'category',
      'correlationId',
      'initiatedBy',
      'loggedByService',
      'operationType',
      'result',
      'resultReason',
      'targetResources',
    ),
    more: [],
  },
}
