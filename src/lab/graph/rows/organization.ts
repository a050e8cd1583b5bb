import type {Domain, Organization, VerifiedDomain} from '@microsoft/microsoft-graph-types'
import type {Domain as DomainState, Tenant} from '../../state.ts'
import {ago, type Row} from './row.ts'

const services = ['Email', 'OfficeCommunicationsOnline']

export const organizationRow = ({id, displayName, domains, sync}: Tenant, now: Date): Row =>
  ({
    id,
    displayName,
    tenantType: 'AAD',
    onPremisesSyncEnabled: sync.enabled,
    onPremisesLastSyncDateTime: sync.lastMinutesAgo === null ? null : ago(sync.lastMinutesAgo, now),
    verifiedDomains: domains.filter(({isVerified}) => isVerified).map(verifiedDomain),
  }) satisfies Organization

const verifiedDomain = ({name, isDefault, isInitial}: DomainState): VerifiedDomain => ({
  capabilities: services.join(', '),
  isDefault,
  isInitial,
  name,
  type: 'Managed',
})

/** All domains, also those that were added and never verified. */
export const domainRow = ({name, isVerified, isDefault, isInitial}: DomainState): Row =>
  ({
    id: name,
    authenticationType: 'Managed',
    isAdminManaged: true,
    isDefault,
    isInitial,
    isRoot: true,
    isVerified,
    supportedServices: isVerified ? services : [],
  }) satisfies Domain
