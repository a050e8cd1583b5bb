import {X509Certificate} from 'node:crypto'
import type {
  Domain,
  KeyCredential,
  Organization,
  ServicePrincipal,
  User,
} from '@microsoft/microsoft-graph-types'
import type {EntraUser, Key, Principal, Tenant} from '../state.ts'

type Row = Readonly<Record<string, unknown>>

/** One collection of Graph: who may read it, what is in it, and how its rows look. */
export interface EntitySet {
  /** One of these permissions is needed. */
  permissions: readonly string[]
  rows(tenant: Tenant): Row[]
  /** Properties that may name a single row, `id` first. */
  keys: readonly string[]
  /** Another property that `id` stands for. */
  alias?: string
  /** What comes back when nothing is selected. */
  usual: readonly string[]
  /** What may be selected beyond that. */
  more: readonly string[]
}

const userRow = (user: EntraUser): Row => user satisfies User as unknown as Row

const principalRow = ({objectId, keys, appId, displayName, accountEnabled}: Principal): Row =>
  ({
    id: objectId,
    appId,
    displayName,
    accountEnabled,
    appOwnerOrganizationId: 'f8cdef31-a31e-4b4a-93e4-5f571e91255a',
    servicePrincipalType: 'Application',
    keyCredentials: keys.map(keyRow),
    passwordCredentials: [],
  }) satisfies ServicePrincipal

const keyRow = ({
  keyId,
  certificate,
  startDateTime,
  endDateTime,
  customKeyIdentifier,
}: Key): KeyCredential => ({
  customKeyIdentifier,
  displayName: null,
  endDateTime,
  key: new X509Certificate(certificate).raw.toString('base64'),
  keyId,
  startDateTime,
  type: 'AsymmetricX509Cert',
  usage: 'Verify',
})

const organizationRow = (tenant: Tenant): Row =>
  ({
    id: tenant.id,
    displayName: 'Contoso',
    onPremisesSyncEnabled: true,
    verifiedDomains: tenant.verifiedDomains.map((name, index) => ({name, isDefault: index === 0})),
  }) satisfies Organization

const domainRow = (name: string, index: number): Row =>
  ({id: name, isVerified: true, isDefault: index === 0}) satisfies Domain

const list = <T>(...names: (keyof T & string)[]): readonly string[] => names

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
    rows: ({users}) => users.map(userRow),
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
    rows: (tenant) => [organizationRow(tenant)],
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
    rows: ({verifiedDomains}) => verifiedDomains.map(domainRow),
    keys: ['id'],
    usual: list<Domain>('id', 'isVerified', 'isDefault', 'isInitial', 'authenticationType'),
    more: [],
  },
}
