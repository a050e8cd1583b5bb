import {createHash, X509Certificate} from 'node:crypto'
import {clientAppId, connectorAppId} from '../../catalogue/apps.ts'
import type {Audit, Domain, EntraUser, Key, Principal, Tenant} from '../state.ts'
import {adDomain, formerCompany, initialDomain, tenantId, upnSuffix} from './names.ts'
import {type Person, people} from './people.ts'
import {speE3} from './skus.ts'

/** An application of the operator's own, for reading Graph without a person. */
export const readerApp = {appId: '9d1c3c6e-52a1-4d0e-8f0e-2b6f2f3a7c11', secret: 'lab~reader~secret'}

export const healthyTenant = (extensionCertificate: string): Tenant => ({
  id: tenantId,
  displayName: 'Contoso',
  cloud: 'public',
  region: {scope: 'EU', subScope: null},
  domains: [
    {...domain(upnSuffix), isDefault: true},
    domain(formerCompany),
    {...domain(initialDomain), isInitial: true},
  ],
  sync: {enabled: true, lastMinutesAgo: 12},
  skus: [speE3()],
  principals: [
    principal('0001', clientAppId, 'Azure Multi-Factor Auth Client', [registered(extensionCertificate)]),
    principal('0002', connectorAppId, 'Azure Multi-Factor Auth Connector'),
    {...principal('0003', readerApp.appId, 'npsmfa reader'), secrets: [readerApp.secret]},
    principal('0004', '14d82eec-204b-4c2f-b7e8-296a70dab67e', 'Microsoft Graph Command Line Tools'),
    principal('0005', '04b07795-8ddb-461a-bbee-02f9e1bf7b46', 'Microsoft Azure CLI'),
  ],
  users: people.flatMap(entraUser),
  audits: [
    credentialsAdded('0001', daysInMinutes(29)),
    // Of the reader's own secret, which is none of the extension's business.
    credentialsAdded('0003', daysInMinutes(1)),
  ],
  graphPermissions: [
    'Application.Read.All',
    'User.Read.All',
    'Organization.Read.All',
    'Domain.Read.All',
    'LicenseAssignment.Read.All',
    'UserAuthenticationMethod.Read.All',
    'AuditLog.Read.All',
  ],
  throttle: {times: 0, retryAfterSeconds: 1},
  writing: {
    permissions: ['Application.ReadWrite.All', 'Policy.Read.All'],
    replicaLagsMs: [0],
    tokenLagMs: 0,
    refusesProofs: false,
    troubles: [],
    policy: {isEnabled: false, longestKeyDays: null},
  },
})

const domain = (name: string): Domain => ({name, isVerified: true, isDefault: false, isInitial: false})

const objectId = (last: string) => `5e4f0a00-0000-4000-8000-00000000${last}`

const principal = (last: string, appId: string, displayName: string, keys: Key[] = []): Principal => ({
  objectId: objectId(last),
  appId,
  displayName,
  accountEnabled: true,
  keys,
})

const credentialsAdded = (last: string, minutesAgo: number): Audit => ({
  minutesAgo,
  activity: 'Add service principal credentials',
  result: 'success',
  by: {user: `ops@${upnSuffix}`},
  target: objectId(last),
  modified: [{name: 'Included Updated Properties', from: '', to: '"KeyDescription"'}],
})

/** The entry that the vendor's script makes for a certificate. */
export function registered(certificate: string): Key {
  const {raw, validFrom, validTo} = new X509Certificate(certificate)
  const thumbprint = createHash('sha1').update(raw).digest()
  return {
    keyId: thumbprint.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, '$1-$2-$3-$4-$5'),
    certificate,
    startDateTime: new Date(validFrom).toISOString(),
    endDateTime: new Date(validTo).toISOString(),
    customKeyIdentifier: thumbprint.toString('base64'),
  }
}

const daysInMinutes = (days: number) => days * 24 * 60

function entraUser(person: Person, index: number): EntraUser[] {
  const {name, entraUpn, mail, anchor, samAccountName, directoryUpn, sid, methods, preferences} = person
  if (entraUpn === null) return []
  const synchronised = anchor !== null
  return [
    {
      id: `a11ce000-0000-4000-8000-0000000000${String(index).padStart(2, '0')}`,
      displayName: name,
      userPrincipalName: entraUpn,
      mail: mail ?? null,
      userType: 'Member',
      accountEnabled: true,
      onPremisesImmutableId: anchor && Buffer.from(anchor, 'hex').toString('base64'),
      onPremisesSyncEnabled: synchronised || null,
      onPremisesSamAccountName: synchronised ? samAccountName : null,
      onPremisesDomainName: synchronised ? adDomain : null,
      onPremisesUserPrincipalName: synchronised ? directoryUpn : null,
      onPremisesSecurityIdentifier: synchronised ? sid : null,
      lastSyncMinutesAgo: synchronised ? daysInMinutes(40) : null,
      provisioningErrors: [],
      skuIds: [speE3().skuId],
      methods,
      preferences,
    },
  ]
}
