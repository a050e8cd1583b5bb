const dt = 'xmlns:dt="urn:schemas-microsoft-com:datatypes" dt:dt'
const leaf = (name: string, type: string, value: string | number) =>
  `<${name} ${dt}="${type}">${value}</${name}>`
const node = (name: string, properties: string, children = '') =>
  `<${name.replaceAll(' ', '_')} name="${name}"><Properties>${properties}</Properties><Children>${children}</Children></${name.replaceAll(' ', '_')}>`

const client = node(
  'VPN gateway',
  [
    leaf('IP_Address', 'string', '192.0.2.70'),
    leaf('NAS_Manufacturer', 'int', 0),
    leaf('Radius_Client_Enabled', 'boolean', 1),
    leaf('Require_Signature', 'boolean', 1),
    leaf('Shared_Secret', 'string', 'not-read-by-anybody'),
  ].join(''),
)

const policy = node(
  'VPN users',
  [
    leaf('Policy_Enabled', 'boolean', 1),
    leaf('msNPSequence', 'int', 1),
    leaf('msNPAction', 'string', 'VPN users'),
  ].join(''),
)

const profile = node(
  'VPN users',
  [leaf('msNPAllowDialin', 'boolean', 1), leaf('msNPAuthenticationType2', 'int', 1)].join(''),
)

/** What NPS keeps in ias.xml of one VPN gateway that speaks PAP. */
export const iasXml = `<?xml version="1.0"?>
<Root><Children><Microsoft_Internet_Authentication_Service name="Microsoft_Internet_Authentication_Service"><Children>${[
  node('Protocols', '', node('Microsoft Radius Protocol', '', node('Clients', '', client))),
  node('NetworkPolicy', '', policy),
  node('RadiusProfiles', '', profile),
  node('RADIUS Server Groups', ''),
].join('')}</Children></Microsoft_Internet_Authentication_Service></Children></Root>
`
