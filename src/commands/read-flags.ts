import {createPrivateKey, X509Certificate} from 'node:crypto'
import type {Options} from '../app/options.ts'
import {parseProxy} from '../app/proxies.ts'
import type {Cloud} from '../catalogue/clouds.ts'
import {UsageError} from '../core/usage-error.ts'
import {type Credential, credentialOf} from '../world/credential.ts'
import type {SignIn} from '../world/entra/sign-in.ts'
import {neededSecret, readSmall, secret} from './secrets.ts'

/** What oclif made of the command line. */
export interface RunFlags {
  user?: string[] | undefined
  tenant?: string | undefined
  cloud?: string | undefined
  pfx?: string | undefined
  cert?: string | undefined
  key?: string | undefined
  ldap?: string | undefined
  'ldap-user'?: string | undefined
  'ldap-base'?: string | undefined
  'ldap-ca'?: string | undefined
  'sign-in'?: string | undefined
  'app-id'?: string | undefined
  proxy?: string | undefined
  lab?: string | undefined
  only?: string[] | undefined
  skip?: string[] | undefined
  deadline: string
  strict: boolean
}

const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
const domain = /^(?=.{1,253}$)[a-z0-9]([a-z0-9-]{0,62}\.)+[a-z]{2,63}$/i
/** "Microsoft Graph Command Line Tools", a public client that every tenant of the public cloud knows. */
const graphToolsAppId = '14d82eec-204b-4c2f-b7e8-296a70dab67e'

/** Flags → options, files read and secrets fetched; anything that cannot be followed is a `UsageError`. */
export async function readFlags(flags: RunFlags): Promise<Options> {
  return {
    users: (flags.user ?? []).map(userOf),
    lab: flags.lab ?? null,
    cloud: (flags.cloud as Cloud | undefined) ?? null,
    tenant: flags.tenant === undefined ? null : tenantOf(flags.tenant),
    credential: await credential(flags),
    directory: await directory(flags),
    proxy: flags.proxy === undefined ? null : proxyOf(flags.proxy),
    signIn: signIn(flags),
    only: flags.only ?? [],
    skip: flags.skip ?? [],
    deadlineMs: duration(flags.deadline),
    strict: flags.strict,
  }
}

/** Blanks and line ends around the name come from files and copies; inside it they are wrong. */
function userOf(text: string): string {
  const upn = text.trim()
  if (/^[^\s@]+@[^\s@]+$/.test(upn) && upn.length <= 1024) return upn
  throw new UsageError(
    `“${shown(text)}” is no user principal name; give it with its suffix, such as --user alice@contoso.com.`,
  )
}

function tenantOf(text: string): string {
  if (guid.test(text) || domain.test(text)) return text
  throw new UsageError(
    `“${shown(text)}” is neither a tenant id nor a domain; give --tenant as GUID or as a verified domain, such as contoso.com.`,
  )
}

const shown = (text: string) => text.slice(0, 80).replace(/[^\x20-\x7e\u00a1-\uffff]/g, '?')

function proxyOf(text: string) {
  const proxy = parseProxy(text, secret('PROXY_PASSWORD'))
  if (proxy) return proxy
  throw new UsageError('--proxy is not the address of an HTTP proxy; give it as http://HOST:PORT.')
}

const sizes: Readonly<Record<string, number>> = {ms: 1, s: 1000, m: 60_000, '': 1000}

function duration(text: string): number {
  const [, number, unit = ''] = /^(\d{1,7})(ms|s|m)?$/.exec(text) ?? []
  const ms = Number(number) * sizes[unit]!
  if (ms >= 100 && ms <= 3_600_000) return ms
  throw new UsageError(
    `--deadline ${shown(text)} is no length of time from 100ms to 60m; give it as 45s or 2m.`,
  )
}

async function credential({pfx, cert, key}: RunFlags): Promise<Credential | null> {
  if (pfx !== undefined) {
    const {openPfx} = await import('../index.ts')
    const bytes = readSmall(pfx, '--pfx')
    const password = secret('PFX_PASSWORD') ?? ''
    const opened = await openPfx(bytes, password).catch((error: Error) => {
      throw new UsageError(
        `The file given by --pfx cannot be opened: ${error.message} Its password belongs in NPSMFA_PFX_PASSWORD.`,
      )
    })
    return credentialOf(opened.certificate, opened.key)
  }
  if (cert === undefined && key === undefined) return null
  if (cert === undefined || key === undefined)
    throw new UsageError('--cert and --key belong together; give both, or --pfx.')
  return pem(readSmall(cert, '--cert').toString('utf8'), readSmall(key, '--key').toString('utf8'))
}

function pem(certificate: string, key: string): Credential {
  const parsed = <T>(make: () => T, sentence: string): T => {
    try {
      return make()
    } catch {
      throw new UsageError(sentence)
    }
  }
  parsed(
    () => new X509Certificate(certificate),
    'The file given by --cert holds no certificate; give it as PEM (-----BEGIN CERTIFICATE-----).',
  )
  parsed(
    () => createPrivateKey(key),
    'The file given by --key holds no private key without a password; give it as PEM (-----BEGIN PRIVATE KEY-----).',
  )
  return parsed(
    () => credentialOf(certificate, key),
    'The key given by --key does not belong to the certificate given by --cert; give the pair.',
  )
}

async function directory(flags: RunFlags): Promise<Options['directory']> {
  const {ldap, 'ldap-user': user, 'ldap-base': base, 'ldap-ca': ca} = flags
  if (ldap === undefined) return null
  const url = URL.canParse(ldap) ? new URL(ldap) : null
  if (!url?.hostname || !['ldap:', 'ldaps:'].includes(url.protocol) || url.username || url.password) {
    throw new UsageError('--ldap is not the address of a directory; give it as ldaps://dc1.contoso.com.')
  }
  if (!user)
    throw new UsageError('--ldap needs --ldap-user: who asks the directory, such as reader@contoso.com.')
  const password = await neededSecret('LDAP_PASSWORD', 'The password of --ldap-user')
  if (password === '')
    throw new UsageError(
      'The password of --ldap-user is empty; Active Directory would take that for an anonymous sign-in.',
    )
  return {
    url,
    user,
    password,
    base: base ?? null,
    ca: ca === undefined ? null : readSmall(ca, '--ldap-ca').toString('utf8'),
  }
}

function signIn(flags: RunFlags): SignIn {
  const {'app-id': appId} = flags
  if (appId !== undefined && !guid.test(appId))
    throw new UsageError(`--app-id ${shown(appId)} is no GUID; give the application (client) id.`)
  const token = secret('GRAPH_TOKEN')
  const appSecret = secret('APP_SECRET')
  const appCert = process.env.NPSMFA_APP_CERT ?? null
  const configured = token ? 'token' : appId && (appSecret ?? appCert) ? 'app' : 'none'
  switch (flags['sign-in'] ?? configured) {
    case 'token':
      if (!token) throw new UsageError('--sign-in token needs the token in NPSMFA_GRAPH_TOKEN.')
      return {way: 'token', token}
    case 'app':
      if (!appId) throw new UsageError('--sign-in app needs --app-id: the application (client) id.')
      if (appSecret) return {way: 'app', appId, secret: appSecret}
      if (appCert) return {way: 'app', appId, ...appCertificate(appCert)}
      throw new UsageError(
        '--sign-in app needs NPSMFA_APP_SECRET, or NPSMFA_APP_CERT naming a PEM file with certificate and key.',
      )
    case 'device':
      return {
        way: 'device',
        appId: appId ?? graphToolsAppId,
        show: (message) => process.stderr.write(`${message}\n`),
      }
    case 'azure-cli':
      return {way: 'azure-cli'}
    default:
      return {way: 'none'}
  }
}

function appCertificate(file: string) {
  const text = readSmall(file, 'NPSMFA_APP_CERT').toString('utf8')
  const {certificate, sign} = pem(text, text)
  const {fingerprint, fingerprint256} = new X509Certificate(certificate)
  return {sha1: fingerprint.replaceAll(':', ''), sha256: fingerprint256.replaceAll(':', ''), sign}
}
