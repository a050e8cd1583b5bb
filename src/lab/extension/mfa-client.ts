import {randomUUID} from 'node:crypto'
import {type BeginAnswer, type EndAnswer, readBegin, readEnd} from '../../codecs/mfa/answers.ts'
import type {Operation} from '../../codecs/mfa/contracts.ts'
import {writeRequest} from '../../codecs/mfa/write.ts'
import {faceOf} from '../http/faces.ts'
import type {Running} from '../running.ts'
import {setting} from './settings.ts'

export interface Client {
  lab: Running
  token: string
}

export interface Asking {
  name: string
  /** The app's one-time password in the place of an approval. */
  codeForPush: boolean
}

/** A prompt or a code that is due. */
export interface Session {
  name: string
  id: string
  url: URL
}

/** The extension’s own words to the MFA service; null where what answers is no such service. */
export const begin = (client: Client, {name, codeForPush}: Asking): Promise<BeginAnswer | null> =>
  ask(
    client,
    urlOf(client, 'BeginTwoWayAuthentication'),
    writeRequest('BeginTwoWayAuthentication', {
      Version: '1.0',
      UserPrincipalName: name,
      Lcid: 'en-us',
      AuthenticationMethodProperties: {
        pairs: {OverrideVoiceOtp: 'false', OverrideNumberMatchingWithOTP: String(codeForPush)},
      },
      ContextId: randomUUID(),
      SyncCall: 'false',
      RequireUserMatch: String(setting(client.lab.state, 'REQUIRE_USER_MATCH') !== 'FALSE'),
      CallerName: 'radius',
      CallerIP: 'UNKNOWN:',
    }),
    readBegin,
  )

export const end = (
  client: Client,
  {name, id, url}: Session,
  code: string | null,
): Promise<EndAnswer | null> =>
  ask(
    client,
    url,
    writeRequest('EndTwoWayAuthentication', {
      Version: '1.0',
      SessionId: id,
      ContextId: randomUUID(),
      AdditionalAuthData: code,
      UserPrincipalName: name,
    }),
    readEnd,
  )

export const sessionOf = (client: Client, name: string, {sessionId, affinityUrl}: BeginAnswer): Session => ({
  name,
  id: sessionId ?? '',
  url: URL.parse(affinityUrl ?? '') ?? urlOf(client, 'EndTwoWayAuthentication'),
})

function urlOf({lab: {state}}: Client, operation: Operation): URL {
  const [host, path] = ['AZURE_MFA_HOSTNAME', 'AZURE_MFA_TARGET_PATH'].map((name) => setting(state, name))
  return new URL(`https://${host}/${path}/${operation}`)
}

async function ask<A>(
  {lab, token}: Client,
  url: URL,
  body: string,
  read: (text: string) => A | null,
): Promise<A | null> {
  const headers = {authorization: `Bearer ${token}`}
  const told = await faceOf(lab, url.hostname)({method: 'POST', url, headers, body})
  return told?.status === 200 && typeof told.body === 'string' ? read(told.body) : null
}
