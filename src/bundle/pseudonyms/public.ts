import {clientAppId, connectorAppId} from '../../catalogue/apps.ts'
import {clouds, credentialsHost, olderHosts} from '../../catalogue/clouds.ts'
import {endpoints, issuerOrganisations} from '../../catalogue/endpoints.ts'
import {mfaPlans} from '../../catalogue/service-plans.ts'

const tail = (host: string) => host.toLowerCase().split('.').slice(-2).join('.')

/** Domains of Microsoft's clouds, past ones too: hosts below them are the same for everybody. */
const publicDomains = new Set(
  [
    ...Object.values(clouds).flatMap((cloud) => endpoints.map(({host}) => host(cloud))),
    ...(JSON.stringify([clouds, olderHosts]).match(/[\w-]+(?:\.[\w-]+)+/g) ?? []),
    credentialsHost,
    'login.windows.net',
    'login.chinacloudapi.cn',
    'graph.windows.net',
    'www.microsoft.com',
  ].map(tail),
)
/** A tenant's first domain is below one of these, and tells the tenant. */
const tenantDomains = /(^|\.)onmicrosoft\.|\.sharepoint\./i

export const isPublicHost = (host: string): boolean =>
  !tenantDomains.test(host) && publicDomains.has(tail(host))

const publicGuids = new Set([
  clientAppId,
  connectorAppId,
  ...mfaPlans,
  '00000000-0000-0000-0000-000000000000',
])
export const isPublicGuid = (guid: string): boolean => publicGuids.has(guid.toLowerCase())

/** Names that Windows, NPS and the extension give: everybody has them. */
const productNames: readonly RegExp[] = [
  /Microsoft NPS Extension/i,
  /\b(NT AUTHORITY|NT SERVICE|BUILTIN|IIS APPPOOL)\\[\w ]+/i,
  /\b(NETWORK SERVICE|LOCAL SERVICE|LOCAL SYSTEM|LocalSystem|Administrators|ANONYMOUS LOGON)\b/i,
  /Azure Multi-Factor Auth (Client|Connector)/i,
  /RAS and IAS Servers/i,
  /Connections to (other access servers|Microsoft Routing and Remote Access server)/i,
  /Use Windows authentication for all users/i,
  /TS GATEWAY (SERVER GROUP|AUTHORIZATION POLICY|CONNECTION AUTHORIZATION POLICY)/i,
  /Enterprise Read-only Domain Controllers|Domain (Admins|Users|Computers|Controllers|Guests)|Protected Users/i,
]
const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
/** Whose certificates a genuine host presents: a check asks whether it was one of them. */
const issuers = issuerOrganisations.map(escaped)
export const productName = new RegExp(
  [...productNames.map(({source}) => source), ...issuers].map((source) => `(?:${source})`).join('|'),
  'gi',
)

/** The labels of a host or domain that tell nobody apart: its top-level domain, and what tenants share. */
export const sharedLabels = new Set(['onmicrosoft', 'localhost', 'localdomain'])
