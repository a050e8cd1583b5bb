import {clientAppId, connectorAppId} from '../../catalogue/apps.ts'
import {clouds, credentialsHost, olderHosts} from '../../catalogue/clouds.ts'
import {endpoints, issuerOrganisations} from '../../catalogue/endpoints.ts'
import {inventedValues, registryValues} from '../../catalogue/registry-values.ts'
import {mfaPlans} from '../../catalogue/service-plans.ts'

const tail = (host: string) => host.toLowerCase().split('.').slice(-2).join('.')

/** Hosts of Microsoft's clouds, past ones too: they and what is below them are the same for everybody. */
const publicHosts = [
  ...Object.values(clouds).flatMap((cloud) => endpoints.map(({host}) => host(cloud))),
  ...(JSON.stringify([clouds, olderHosts]).match(/[\w-]+(?:\.[\w-]+)+/g) ?? []),
  credentialsHost,
  'login.windows.net',
  'login.chinacloudapi.cn',
  'graph.windows.net',
  'management.azure.com',
]
/** Domains below which Microsoft alone names hosts. Below windows.net or azure.com customers have names as well. */
const microsoftsOwn = ['microsoft.com', 'microsoft.us', 'microsoft.cn']
/** The bare domains name nobody, whoever has names below them. */
const bare = new Set([...publicHosts, ...microsoftsOwn, ...publicHosts.map(tail)])
const above = [...publicHosts, ...microsoftsOwn].map((host) => `.${host}`)

export const isPublicHost = (host: string): boolean => {
  const name = host.toLowerCase()
  return bare.has(name) || above.some((end) => name.endsWith(end))
}

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
  /\bNT AUTHORITY\\(?:(?:NETWORK|LOCAL) ?SERVICE|ANONYMOUS LOGON|Authenticated Users|SYSTEM|IUSR|SERVICE|INTERACTIVE|NETWORK|BATCH|SELF)\b/i,
  /\bBUILTIN\\(?:Administrators|Users|Guests|Power Users|Remote Desktop Users|Backup Operators)\b/i,
  /\bNT SERVICE\\\w+/i,
  /\b(NETWORK SERVICE|LOCAL SERVICE|LOCAL SYSTEM|LocalSystem|Administrators|ANONYMOUS LOGON)\b/i,
  /\blocalhost(?:\.localdomain)?(?![\w.-])/i,
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
const valueNames = [...Object.keys(registryValues), ...inventedValues].map((name) => `\\b${escaped(name)}\\b`)
export const productName = new RegExp(
  [...productNames.map(({source}) => source), ...issuers, ...valueNames]
    .map((source) => `(?:${source})`)
    .join('|'),
  'gi',
)
