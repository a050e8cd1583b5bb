const leaf = (name: string, type: 'string' | 'int' | 'boolean', value: string | number) =>
  `<${name} xmlns:dt="urn:schemas-microsoft-com:datatypes" dt:dt="${type}">${value}</${name}>`

/** NPS makes an element's name of a display name: an underscore for what XML does not take, and for a leading digit. */
const elementName = (name: string) => name.replace(/\W/g, '_').replace(/^\d/, '_')
const object = (name: string, content: string) =>
  `<${elementName(name)} name="${name}">${content}</${elementName(name)}>`
const container = (name: string, ...children: string[]) =>
  object(name, `<Children>${children.join('')}</Children>`)
const leaves = (name: string, ...properties: string[]) =>
  object(name, `<Properties>${properties.join('')}</Properties>`)

export interface IasClient {
  name: string
  address: string
  enabled?: boolean
  requireSignature?: boolean
}

export interface IasState {
  clients: IasClient[]
  /** Authentication types of the policy for VPN users, by the numbers of msNPAuthenticationType2. */
  authenticationTypes: number[]
  /** The remote group that everything is forwarded to. */
  forwardTo?: string
  remoteServers?: {group: string; address: string; timeout: number; blackout: number}[]
}

/** What NPS01 is asked by: one VPN gateway that speaks PAP. */
export const healthyIas: IasState = {
  clients: [{name: 'VPN gateway', address: '192.0.2.70'}],
  authenticationTypes: [1],
}

const client = ({name, address, enabled = true, requireSignature = true}: IasClient) =>
  leaves(
    name,
    leaf('IP_Address', 'string', address),
    leaf('NAS_Manufacturer', 'int', 0),
    leaf('Radius_Client_Enabled', 'boolean', Number(enabled)),
    leaf('Require_Signature', 'boolean', Number(requireSignature)),
    leaf('Shared_Secret', 'string', 'not-read-by-anybody'),
  )

const policy = (name: string, order: number) =>
  leaves(
    name,
    leaf('Policy_Enabled', 'boolean', 1),
    leaf('msNPAction', 'string', name),
    leaf('msNPSequence', 'int', order),
  )

const profile = (name: string, allow: 0 | 1, types: readonly number[]) =>
  leaves(
    name,
    leaf('msNPAllowDialin', 'boolean', allow),
    ...types.map((type) => leaf('msNPAuthenticationType2', 'int', type)),
  )

const [ours, denied] = ['VPN users', 'Connections to other access servers']
const requests = 'Use Windows authentication for all users'

/** ias.xml as NPS writes it. */
export const iasXml = ({
  clients,
  authenticationTypes,
  forwardTo,
  remoteServers = [],
}: IasState): string => `<?xml version="1.0"?>
<Root><Children>${container(
  'Microsoft_Internet_Authentication_Service',
  container('RadiusProfiles', profile(ours, 1, authenticationTypes), profile(denied, 0, [3, 9, 4, 10])),
  container('NetworkPolicy', policy(ours, 1), policy(denied, 999999)),
  container('Proxy_Policies', policy(requests, 999999)),
  container(
    'Proxy_Profiles',
    leaves(
      requests,
      leaf('msAuthProviderType', 'int', forwardTo ? 2 : 1),
      ...(forwardTo ? [leaf('msAuthProviderName', 'string', forwardTo)] : []),
    ),
  ),
  container(
    'Protocols',
    container('Microsoft Radius Protocol', container('Clients', ...clients.map(client))),
  ),
  container(
    'RADIUS_Server_Groups',
    ...remoteServers.map(({group, address, timeout, blackout}) =>
      container(
        group,
        leaves(
          address,
          leaf('Address', 'string', address),
          leaf('Timeout', 'int', timeout),
          leaf('Blackout_Interval', 'int', blackout),
          leaf('Send_Signature', 'boolean', 1),
        ),
      ),
    ),
  ),
)}</Children></Root>
`
