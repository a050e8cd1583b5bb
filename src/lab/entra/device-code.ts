import {randomBytes} from 'node:crypto'
import {clouds} from '../../catalogue/clouds.ts'
import {required, type TokenRequest} from './client-credentials.ts'
import {StsFailure} from './failure.ts'
import {signingIn} from './principal.ts'
import {issueToken, lifetimeSeconds} from './token.ts'

/** Device codes that were handed out, to how often their client has asked since, and for what. */
export type DeviceCodes = Map<string, {clientId: string; polls: number; scope: string}>

/** The imaginary administrator signs in between the first poll and the second. */
const pollsUntilSignedIn = 1
const mostCodes = 1000

export function startDeviceCode(codes: DeviceCodes, {tenant, body}: TokenRequest): object {
  const {appId} = signingIn(tenant, required(body, 'client_id'))
  const device_code = randomBytes(24).toString('base64url')
  const user_code = randomBytes(5).toString('hex').toUpperCase().slice(0, 9)
  if (codes.size >= mostCodes) codes.clear()
  codes.set(device_code, {clientId: appId, polls: 0, scope: body.get('scope') ?? ''})
  const verification_uri = 'https://microsoft.com/devicelogin'
  const message = `To sign in, use a web browser to open the page ${verification_uri} and enter the code ${user_code} to authenticate.`
  return {user_code, device_code, verification_uri, expires_in: 900, interval: 1, message}
}

/** The grant by which an administrator signs in at another screen. */
export function deviceCode(codes: DeviceCodes, {lab, tenant, body}: TokenRequest): object {
  const {appId} = signingIn(tenant, required(body, 'client_id'))
  const name = body.get('device_code') ?? required(body, 'code')
  const code = codes.get(name)
  if (code?.clientId !== appId)
    throw new StsFailure(70020, 'The provided value for the device code is not valid.')
  if (code.polls++ < pollsUntilSignedIn)
    throw new StsFailure(70016, 'OAuth 2.0 device flow error. Authorization is pending. Continue polling.')
  codes.delete(name)
  const graph = `https://${clouds[tenant.cloud].graphHost}`
  const asked = code.scope.split(' ')
  // To read, the tenant has consented; to write, the administrator does, if asked.
  const scopes = [
    ...tenant.graphPermissions,
    ...tenant.writing.permissions.filter((permission) => asked.includes(`${graph}/${permission}`)),
  ]
  const who = {
    tid: tenant.id,
    appid: appId,
    oid: 'ad000000-0000-4000-8000-000000000001',
    name: 'Lab administrator',
  }
  const issue = (claims: {aud: string; [more: string]: unknown}) =>
    issueToken({...who, ...claims}, lab.tokenSecret, lab.now())
  return {
    token_type: 'Bearer',
    scope: scopes.map((permission) => `${graph}/${permission}`).join(' '),
    expires_in: lifetimeSeconds,
    ext_expires_in: lifetimeSeconds,
    access_token: issue({aud: graph, scp: scopes.join(' ')}),
    id_token: issue({
      aud: appId,
      iss: `https://login.microsoftonline.com/${tenant.id}/v2.0`,
      ver: '2.0',
      sub: who.oid,
    }),
    client_info: Buffer.from(JSON.stringify({uid: who.oid, utid: tenant.id})).toString('base64url'),
  }
}
