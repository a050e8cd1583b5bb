import {parseXml, type XmlElement, XmlError} from './xml.ts'

/** What ias.xml says of RADIUS. The shared secrets in it are never taken out of the document. */
export interface IasConfiguration {
  clients: {
    name: string
    address: string
    enabled: boolean
    requiresMessageAuthenticator: boolean
    vendor: number | null
  }[]
  networkPolicies: (Policy & {grants?: boolean; authenticationTypes: AuthenticationType[]})[]
  connectionRequestPolicies: (Policy & {provider: Provider; remoteGroup: string | null})[]
  remoteGroups: {name: string; servers: RemoteServer[]}[]
}

interface Policy {
  name: string
  enabled: boolean
  order: number | null
}
interface RemoteServer {
  address: string
  timeout: number | null
  blackout: number | null
  sendsMessageAuthenticator: boolean | null
}
type AuthenticationType = 'pap' | 'chap' | 'ms-chap' | 'ms-chap-v2' | 'eap' | 'unauthenticated' | 'other'
type Provider = 'none' | 'windows' | 'radius' | 'other'

/** msNPAuthenticationType2; 9 and 10 are MS-CHAP and MS-CHAPv2 that may change an expired password. */
const authenticationTypes: Readonly<Record<string, AuthenticationType>> = {
  1: 'pap',
  2: 'chap',
  3: 'ms-chap',
  4: 'ms-chap-v2',
  5: 'eap',
  7: 'unauthenticated',
  9: 'ms-chap',
  10: 'ms-chap-v2',
}
/** msAuthProviderType: accepted unseen, asked of Windows, or forwarded to the group msAuthProviderName. */
const providers: Readonly<Record<string, Provider>> = {0: 'none', 1: 'windows', 2: 'radius'}

/** ias.xml, or an export of it, by the names that NPS gives its objects; throws `XmlError` only. */
export function readIasXml(text: string): IasConfiguration {
  const root = parseXml(text)
  const service = within(root, 'Microsoft_Internet_Authentication_Service')
  if (!service) throw new XmlError('no configuration of Microsoft_Internet_Authentication_Service', 0)
  const list = (...path: string[]) => childrenOf(within(service, ...path))
  return {
    // A configuration of older versions has the clients directly in the service.
    clients: [...list('Protocols', 'Microsoft_Radius_Protocol', 'Clients'), ...list('Clients')].map(client),
    networkPolicies: list('NetworkPolicy').map((policy) => {
      const profile = profileOf(policy, list('RadiusProfiles'))
      const grants = flag(profile, 'msNPAllowDialin')
      const types = texts(profile, 'msNPAuthenticationType2').map(
        (type) => authenticationTypes[type] ?? 'other',
      )
      return {
        ...policyOf(policy),
        ...(grants === null ? {} : {grants}),
        authenticationTypes: [...new Set(types)],
      }
    }),
    connectionRequestPolicies: list('Proxy_Policies').map((policy) => {
      const profile = profileOf(policy, list('Proxy_Profiles'))
      const provider = texts(profile, 'msAuthProviderType')[0]
      return {
        ...policyOf(policy),
        // A profile that names no provider is one of NPS' own: Windows.
        provider: provider === undefined ? 'windows' : (providers[provider] ?? 'other'),
        remoteGroup: texts(profile, 'msAuthProviderName')[0] ?? null,
      }
    }),
    remoteGroups: list('RADIUS_Server_Groups').map((group) => ({
      name: nameOf(group),
      servers: descendants(group)
        .filter((element) => texts(element, 'Address').length > 0)
        .map(remoteServer),
    })),
  }
}

const client = (element: XmlElement): IasConfiguration['clients'][number] => ({
  name: nameOf(element),
  address: texts(element, 'IP_Address')[0] ?? '',
  // Absent in configurations of older versions, in which every client is enabled.
  enabled: flag(element, 'Radius_Client_Enabled') ?? true,
  requiresMessageAuthenticator: flag(element, 'Require_Signature') ?? false,
  vendor: number(element, 'NAS_Manufacturer'),
})

const remoteServer = (element: XmlElement): RemoteServer => ({
  address: texts(element, 'Address')[0]!,
  timeout: number(element, 'Timeout'),
  blackout: number(element, 'Blackout_Interval'),
  sendsMessageAuthenticator: flag(element, 'Send_Signature'),
})

const policyOf = (element: XmlElement): Policy => ({
  name: nameOf(element),
  enabled: flag(element, 'Policy_Enabled') ?? true,
  order: number(element, 'msNPSequence'),
})

/** A policy's profile has its name; msNPAction, which should be that too, keeps an older one after a copy. */
const profileOf = (policy: XmlElement, profiles: readonly XmlElement[]): XmlElement | undefined =>
  [nameOf(policy), ...texts(policy, 'msNPAction')]
    .map((name) => profiles.find((profile) => nameOf(profile) === name || profile.name === name))
    .find((profile) => profile !== undefined)

const child = (element: XmlElement | undefined, name: string) =>
  element?.children.find((candidate) => candidate.name === name)
const childrenOf = (element: XmlElement | undefined) => child(element, 'Children')?.children ?? []
/** Follows names from object to object; what an object contains stands in its element Children. */
const within = (element: XmlElement | undefined, ...path: string[]): XmlElement | undefined =>
  path.reduce((at, name) => childrenOf(at).find((candidate) => candidate.name === name), element)
const descendants = (element: XmlElement): XmlElement[] =>
  childrenOf(element).flatMap((inner) => [inner, ...descendants(inner)])

/** The display name; the element's own has an underscore for every letter that XML does not take. */
const nameOf = (element: XmlElement) => element.attributes.name ?? element.name
const texts = (element: XmlElement | undefined, property: string): string[] =>
  (child(element, 'Properties')?.children ?? [])
    .filter((candidate) => candidate.name === property)
    .map((candidate) => candidate.text.trim())
    .filter((text) => text !== '')
const number = (element: XmlElement | undefined, property: string): number | null => {
  const text = texts(element, property)[0] ?? ''
  return /^\d{1,10}$/.test(text) ? Number(text) : null
}
/** Booleans are 1 and 0, −1 and true too. */
const flag = (element: XmlElement | undefined, property: string): boolean | null => {
  const text = texts(element, property)[0]
  return text === undefined ? null : !/^(0|false)$/i.test(text)
}
