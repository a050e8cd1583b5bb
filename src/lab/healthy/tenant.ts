import {createHash, X509Certificate} from 'node:crypto'
import {clientAppId, connectorAppId} from '../../catalogue/apps.ts'
import type {EntraUser, Key, Principal, Tenant} from '../state.ts'
import {tenantId, upnSuffix} from './names.ts'
import {type Person, people} from './people.ts'

/** An application of the operator's own, for reading Graph without a person. */
export const readerApp = {appId: '9d1c3c6e-52a1-4d0e-8f0e-2b6f2f3a7c11', secret: 'lab~reader~secret'}

export const healthyTenant = (extensionCertificate: string): Tenant => ({
  id: tenantId,
  cloud: 'public',
  verifiedDomains: [upnSuffix, 'contoso.onmicrosoft.example'],
  principals: [
    principal('0001', clientAppId, 'Azure Multi-Factor Auth Client', [registered(extensionCertificate)]),
    principal('0002', connectorAppId, 'Azure Multi-Factor Auth Connector'),
    {...principal('0003', readerApp.appId, 'npsmfa reader'), secrets: [readerApp.secret]},
    principal('0004', '14d82eec-204b-4c2f-b7e8-296a70dab67e', 'Microsoft Graph Command Line Tools'),
    principal('0005', '04b07795-8ddb-461a-bbee-02f9e1bf7b46', 'Microsoft Azure CLI'),
  ],
  users: people.flatMap(entraUser),
  graphPermissions: ['Application.Read.All', 'User.Read.All', 'Organization.Read.All', 'Domain.Read.All'],
  throttle: {times: 0, retryAfterSeconds: 1},
})

const principal = (last: string, appId: string, displayName: string, keys: Key[] = []): Principal => ({
  objectId: `5e4f0a00-0000-4000-8000-00000000${last}`,
  appId,
  displayName,
  accountEnabled: true,
  keys,
})

/** The entry that the vendor's script makes for a certificate. */
export function registered(certificate: string): Key {
  const {raw, validFrom, validTo} = new X509Certificate(certificate)
  return {
    keyId: '7be6a0f2-11d1-4b5a-9f5c-30c1d0e0a001',
    certificate,
    startDateTime: new Date(validFrom).toISOString(),
    endDateTime: new Date(validTo).toISOString(),
    customKeyIdentifier: createHash('sha1').update(raw).digest('base64'),
  }
}

function entraUser({entraUpn, mail, anchor}: Person, index: number): EntraUser[] {
  if (entraUpn === null) return []
  return [
    {
      id: `a11ce000-0000-4000-8000-0000000000${String(index).padStart(2, '0')}`,
      userPrincipalName: entraUpn,
      mail: mail ?? null,
      userType: 'Member',
      accountEnabled: true,
      onPremisesImmutableId: anchor && Buffer.from(anchor, 'hex').toString('base64'),
      onPremisesSyncEnabled: anchor ? true : null,
    },
  ]
}
