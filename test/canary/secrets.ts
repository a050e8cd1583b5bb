import {createHash} from 'node:crypto'

/** A secret that is planted somewhere and must never be seen anywhere else. */
export interface Secret {
  name: string
  bytes: Buffer
}

/** Random-looking letters and digits that are the same in every run, so that a leak can be found again. */
const marker = (name: string): string =>
  createHash('sha512').update(`canary of ${name}`).digest('base64').replaceAll(/[+/=]/g, '').slice(0, 28)

/** Where the secret is, and so where it must not come from. */
const places = {
  // Read from a variable, a file or a prompt.
  pfxPassword: 'NPSMFA_PFX_PASSWORD',
  ldapPassword: 'NPSMFA_LDAP_PASSWORD',
  graphToken: 'NPSMFA_GRAPH_TOKEN',
  appSecret: 'NPSMFA_APP_SECRET',
  radiusSecret: 'NPSMFA_RADIUS_SECRET, and typed at a prompt: the shared secret',
  userPassword: 'NPSMFA_USER_PASSWORD',
  proxyPassword: 'NPSMFA_PROXY_PASSWORD',
  pfxPasswordFile: 'NPSMFA_PFX_PASSWORD_FILE',
  ldapPasswordFile: 'NPSMFA_LDAP_PASSWORD_FILE',
  graphTokenFile: 'NPSMFA_GRAPH_TOKEN_FILE',
  appSecretFile: 'NPSMFA_APP_SECRET_FILE',
  radiusSecretFile: 'NPSMFA_RADIUS_SECRET_FILE',
  userPasswordFile: 'NPSMFA_USER_PASSWORD_FILE',
  proxyPasswordFile: 'NPSMFA_PROXY_PASSWORD_FILE',
  promptLdapPassword: 'typed at a prompt: the directory’s password',
  promptUserPassword: 'typed at a prompt: a user’s password',
  promptCode: 'typed at a prompt: a one-time code',
  wrongPfxPassword: 'a wrong password for a PFX file',
  // Where it does not belong.
  mistake: 'any flag or variable that takes no secret, an argument, the name of a command',
  pem: 'a file that is given for another one',
  ldapUserInfo: 'ldaps://user:HERE@host',
  labUserInfo: '--lab=http://user:HERE@host',
  // Proxies.
  proxyFlag: '--proxy http://user:HERE@host',
  httpsProxy: 'HTTPS_PROXY',
  allProxy: 'ALL_PROXY',
  labProxy: 'the proxy that a lab introduces',
  winHttpProxy: 'WinHTTP’s proxy',
  serviceProxy: 'the proxy of NETWORK SERVICE in the registry',
  systemProxy: 'the proxy of LocalSystem in the registry',
  pacKey: 'a key in the address of a PAC file',
  // The server.
  unknownRegistryValue: 'a value under AzureMfa that Microsoft does not document',
  unknownRegistryList: 'the same, as a list',
  clientSecret: 'the shared secret of a RADIUS client in ias.xml',
  remoteServerSecret: 'the shared secret of a remote RADIUS server in ias.xml',
  accountingPassword: 'the connection string of SQL accounting in ias.xml',
  unrelatedRegistry: 'another product’s key beside the extension’s',
  // The lab and its servers.
  labGraphToken: 'the Graph token of the lab',
  labAdminToken: 'the token of who may change applications of the lab’s tenant',
  labBindPassword: 'the password of the lab’s reader of the directory',
  labRadiusSecret: 'the shared secret of the lab’s NPS',
  labUserPassword: 'a person’s password in the lab’s directory',
  labCode: 'what a person’s token shows',
  labAppSecret: 'the secret of an application in the lab',
  setCookie: 'Set-Cookie of every answer',
  location: 'the query of a Location header',
  serverHeader: 'a header that only servers write',
  azureCliToken: 'the token that the Azure CLI prints',
  azureCliComplaint: 'what the Azure CLI says on stderr',
  radiusState: 'State of an Access-Challenge',
  radiusClass: 'Class of an Access-Accept',
  // Texts that are read.
  logBearer: 'a bearer token in a log line',
  logPassword: 'password=HERE in a log line',
  logNetsh: 'the shared secret in a pasted netsh output',
  logConnection: 'a connection string in an event',
  explainBearer: 'a bearer token in a pasted text',
  explainPassword: 'a password in a pasted text',
  explainArgument: 'a password that is explained by mistake',
  bundleMember: 'an unknown fact of a bundle',
  bundleMap: 'the key of a map of aliases',
} as const
export type Name = keyof typeof places

export const names = Object.keys(places) as Name[]
export const placeOf = (name: string): string => (places as Record<string, string>)[name] ?? name

/** These go into headers, addresses and tokens, which take letters and digits only; the rest has what must be escaped. */
const bare =
  /token|bearer|userinfo|proxy|pac|header|cookie|location|mistake|registry|secret$|code|state|class|complaint|bundle|explain|log/i

/** The planted text itself. */
export function text(name: Name): string {
  const all = marker(name)
  return bare.test(name) ? all : `${all.slice(0, 14)}"\\é& <${all.slice(14)}`
}

export const planted: readonly Secret[] = names.map((name) => ({name, bytes: Buffer.from(text(name))}))

/** What a run of the lab makes up itself: tokens, assertions, keys. */
export const seen = (name: string, found: string | Buffer): Secret => ({name, bytes: Buffer.from(found)})
