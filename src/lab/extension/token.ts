import {createSign, randomUUID} from 'node:crypto'
import type {Told} from '../http/face.ts'
import {faceOf} from '../http/faces.ts'
import type {Running} from '../running.ts'
import {type Signer, signer} from './certificate.ts'
import {reaches} from './reach.ts'
import {setting} from './settings.ts'

/** The token without which the extension can ask nobody; null where it gets none. */
export async function tokenOf(lab: Running): Promise<string | null> {
  const told = await tokenAnswer(lab)
  return told?.status === 200 ? (told.body as {access_token: string}).access_token : null
}

/** What the token service answers the extension, by its own registry, certificate and clock; null where it is not asked. */
export async function tokenAnswer(lab: Running): Promise<Told | null> {
  const {state} = lab
  const [sts, tenant] = [setting(state, 'STS_URL'), setting(state, 'TENANT_ID')]
  const url = URL.parse(`${sts}${tenant}/oauth2/token`)
  const by = signer(state)
  if (!url || !by || !reaches(state, url.hostname)) return null
  const clientId = setting(state, 'CLIENT_ID')
  const resource = `https://${setting(state, 'AZURE_MFA_RESOURCE_HOSTNAME')}/${setting(state, 'AZURE_MFA_TARGET_PATH')}`
  const body = new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: clientId,
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    client_assertion: assertion(by, clientId, url.href),
    resource,
  }).toString()
  return faceOf(lab, url.hostname)({method: 'POST', url, headers: {}, body})
}

/** By the clock of the server, which is this machine's; the lab's may differ. */
function assertion({certificate, key}: Signer, clientId: string, audience: string): string {
  const now = Math.floor(Date.now() / 1000)
  const x5t = Buffer.from(certificate.fingerprint.replaceAll(':', ''), 'hex').toString('base64url')
  const claims = {aud: audience, iss: clientId, sub: clientId, jti: randomUUID(), nbf: now, exp: now + 600}
  const signed = [{alg: 'RS256', typ: 'JWT', x5t}, claims]
    .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .join('.')
  return `${signed}.${createSign('RSA-SHA256').update(signed).sign(key, 'base64url')}`
}
