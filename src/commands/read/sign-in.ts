import {X509Certificate} from 'node:crypto'
import {UsageError} from '../../core/usage-error.ts'
import type {SignIn} from '../../world/entra/sign-in.ts'
import {fromPem} from './certificate.ts'
import {secret} from './secrets.ts'
import {readAppId} from './text.ts'

/** "Microsoft Graph Command Line Tools", a public client that every tenant of the public cloud knows. */
const graphToolsAppId = '14d82eec-204b-4c2f-b7e8-296a70dab67e'

/** How Microsoft Graph is asked: as --sign-in says, else with what is configured, else not at all. */
export function readSignIn(given: {'sign-in'?: string | undefined; 'app-id'?: string | undefined}): SignIn {
  const appId = given['app-id'] === undefined ? null : readAppId(given['app-id'])
  const appProof = secret('APP_SECRET') !== null || process.env.NPSMFA_APP_CERT !== undefined
  const configured = secret('GRAPH_TOKEN') ? 'token' : appId && appProof ? 'app' : 'none'
  switch (given['sign-in'] ?? configured) {
    case 'token':
      return byToken()
    case 'app':
      return byApp(appId)
    case 'device':
      return {
        way: 'device',
        appId: appId ?? graphToolsAppId,
        show: (text) => process.stderr.write(`${text}\n`),
      }
    case 'azure-cli':
      return {way: 'azure-cli'}
    default:
      return {way: 'none'}
  }
}

function byToken(): SignIn {
  const token = secret('GRAPH_TOKEN')?.trim()
  if (!token) throw new UsageError('--sign-in token needs the token in NPSMFA_GRAPH_TOKEN.')
  // What cannot be in a header is no token; RFC 6750 §2.1.
  if (!/^[\w.~+/-]+=*$/.test(token)) {
    throw new UsageError('What NPSMFA_GRAPH_TOKEN holds is no bearer token; give the access token alone.')
  }
  return {way: 'token', token}
}

function byApp(appId: string | null): SignIn {
  if (!appId) throw new UsageError('--sign-in app needs --app-id: the application (client) id.')
  const appSecret = secret('APP_SECRET')
  if (appSecret) return {way: 'app', appId, secret: appSecret}
  const file = process.env.NPSMFA_APP_CERT
  if (!file) {
    throw new UsageError(
      '--sign-in app needs NPSMFA_APP_SECRET, or NPSMFA_APP_CERT naming a PEM file with certificate and key.',
    )
  }
  const both = {file, given: 'NPSMFA_APP_CERT'}
  const {certificate, sign} = fromPem(both, both)
  const {fingerprint, fingerprint256} = new X509Certificate(certificate)
  return {
    way: 'app',
    appId,
    sha1: fingerprint.replaceAll(':', ''),
    sha256: fingerprint256.replaceAll(':', ''),
    sign,
  }
}
