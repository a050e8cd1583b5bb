import {setTimeout} from 'node:timers/promises'
import {carries, type Override, pushBecomes} from '../../catalogue/transport.ts'
import type {Protocol} from '../nps/configuration.ts'
import type {Running} from '../running.ts'
import type {LabState} from '../state.ts'
import {begin, type Client, end, type Session, sessionOf} from './mfa-client.ts'
import {reaches} from './reach.ts'
import {setting, versionOf} from './settings.ts'
import {tokenOf} from './token.ts'

/** What the extension does with somebody whom NPS lets in. `because`: the result of the MFA service, or what kept it from one. */
export type Next =
  | {does: 'accept' | 'reject' | 'discard'; because: string}
  /** A code is due. */
  | {does: 'challenge'; session: Session}

export interface Signing {
  /** As the MFA service is told it. */
  name: string
  nasAddress: string | null
  protocol: Protocol
}

/** Between two looks at whether somebody has decided, in milliseconds; the real extension waits in one call. */
const pollMs = 25

export async function secondFactor(lab: Running, {name, nasAddress, protocol}: Signing): Promise<Next> {
  const {state} = lab
  if (nasAddress !== null && setting(state, 'IP_WHITELIST').split(';').includes(nasAddress))
    return {does: 'accept', because: 'IP_WHITELIST'}
  const client = await clientOf(lab)
  if (!client) return {does: 'discard', because: 'ESTS_TOKEN_ERROR'}
  if (!reaches(state, setting(state, 'AZURE_MFA_HOSTNAME')))
    return {does: 'discard', because: 'HTTPS_COMMUNICATION_ERROR'}
  const begun = await begin(client, {name, codeForPush: asksForCode(state)})
  if (!begun) return {does: 'discard', because: 'HTTPS_COMMUNICATION_ERROR'}
  if (begun.decided === 'true') return {does: 'accept', because: begun.result.value}
  if (begun.result.value !== 'Success') return {does: 'reject', because: begun.result.value}
  const session = sessionOf(client, name, begun)
  if (begun.decided !== 'challenge') return decision(client, session)
  return carries[protocol]?.code
    ? {does: 'challenge', session}
    : {does: 'reject', because: 'REQUEST_MISSING_CODE'}
}

/** What comes of the code that somebody typed. */
export async function typed(lab: Running, session: Session, code: string): Promise<Next> {
  const client = await clientOf(lab)
  const ended = client && (await end(client, session, code))
  if (!ended) return {does: 'discard', because: 'HTTPS_COMMUNICATION_ERROR'}
  return {does: ended.decided === 'true' ? 'accept' : 'reject', because: ended.result.value}
}

async function clientOf(lab: Running): Promise<Client | null> {
  const token = await tokenOf(lab)
  return token === null ? null : {lab, token}
}

async function decision(client: Client, session: Session): Promise<Next> {
  for (;;) {
    const ended = await end(client, session, null)
    if (!ended) return {does: 'discard', because: 'HTTPS_COMMUNICATION_ERROR'}
    const {value} = ended.result
    if (value !== 'AuthenticationPending')
      return {does: ended.decided === 'true' ? 'accept' : 'reject', because: value}
    await setTimeout(pollMs, undefined, {signal: client.lab.closed})
  }
}

/** Whether a push becomes a code, since the extension cannot show the number of number matching. */
const asksForCode = (state: LabState): boolean =>
  pushBecomes(versionOf(state), overrideOf(state))[0] === 'code'

function overrideOf(state: LabState): Override {
  const value = setting(state, 'OVERRIDE_NUMBER_MATCHING_WITH_OTP')
  if (value === '') return 'absent'
  return value === 'TRUE' || value === 'FALSE' ? value : 'unclear'
}
