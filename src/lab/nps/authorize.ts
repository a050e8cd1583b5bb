import {authenticationDll, authorizationDll} from '../../catalogue/extension-dlls.ts'
import {attributes as types} from '../../codecs/radius/numbers.ts'
import {type Attribute, octetsOf, type Packet, textOf} from '../../codecs/radius/packet.ts'
import {failureOf} from '../extension/outcome.ts'
import {type Next, secondFactor, typed} from '../extension/second-factor.ts'
import {registered, setting} from '../extension/settings.ts'
import type {Running} from '../running.ts'
import {configuration, firstOf} from './configuration.ts'
import {type Proof, passwordIn, proofIn} from './first-factor.ts'
import {firstFactorReason} from './first-factor-reason.ts'
import {chapErrors, hindrance, nameForMfa, personNamed} from './person.ts'
import type {Sessions} from './sessions.ts'
import {discard, reject, type Verdict} from './verdict.ts'
import type {Why} from './why.ts'

/** What the network policy tells the NAS. */
const granted: readonly Attribute[] = [
  {type: types.class, value: Buffer.from('npsmfa lab')},
  {type: types.filterId, value: Buffer.from('vpn-users')},
]
const prompt = 'Enter Your Microsoft verification code'

/** A request of a known client, in the order in which NPS looks at it: extension, policies, password, extension again. */
export async function authorize(lab: Running, sessions: Sessions, request: Packet): Promise<Verdict> {
  const {state} = lab
  const loaded = (list: 'AuthorizationDLLs' | 'ExtensionDLLs', dll: string) => registered(state, list, dll)
  const [asks, takesCodes] = [
    loaded('AuthorizationDLLs', authorizationDll),
    loaded('ExtensionDLLs', authenticationDll),
  ]
  // NPS answers nobody while it cannot load what it is told to.
  if (asks === 'broken' || takesCodes === 'broken') return discard
  const name = textOf(request, types.userName)
  const secret = Buffer.from(state.radius.secret)
  const session = octetsOf(request, types.state)
  if (session && takesCodes === 'loaded') {
    const challenge = sessions.end(session, name)
    const mfaName = principal(lab, name)
    if (!challenge) return {...reject, why: said(mfaName, 'InvalidSession')}
    const next = await typed(lab, challenge, passwordIn(request, secret) ?? '')
    const why = await whyOf(lab, mfaName, next)
    if (next.does === 'discard') return {...discard, why}
    // What the policy granted was not kept: nothing of it is returned after a challenge.
    return next.does === 'accept' ? {does: 'accept', attributes: [], why} : {...reject, why}
  }

  const proof = proofIn(request, secret)
  const {connectionRequestPolicies} = configuration(state)
  const provider = firstOf(connectionRequestPolicies)?.provider ?? 'windows'
  if (provider === 'none') return {does: 'accept', attributes: granted, why: byNps(0)}
  // Forwarded to a server that the lab does not have.
  if (provider !== 'windows') return discard
  const error = refusal(lab, name, proof)
  if (error !== null) return {does: 'reject', error, why: byNps(firstFactorReason(lab, name, proof, error))}
  const person = personNamed(state, name)!
  const accept: Verdict = {
    does: 'accept',
    attributes: [...granted, ...proof.welcome(person.account.password)],
  }
  if (asks === 'absent') return {...accept, why: byNps(0)}

  const mfaName = principal(lab, name)
  const next = await secondFactor(lab, {
    name: mfaName,
    nasAddress: octetsOf(request, types.nasIpAddress)?.join('.') ?? null,
    protocol: proof.protocol,
  })
  const why = await whyOf(lab, mfaName, next)
  switch (next.does) {
    case 'accept':
      return {...accept, why}
    case 'discard':
      return {...discard, why}
    case 'reject':
      return {...reject, why}
    case 'challenge':
      return takesCodes === 'loaded'
        ? {does: 'challenge', state: sessions.begin(name, next.session), message: prompt, why}
        : {...reject, why}
  }
}

/** As NPS and its extension write it down. */
async function whyOf(lab: Running, name: string, next: Next): Promise<Why> {
  if (next.does === 'challenge' || next.because === 'REQUEST_MISSING_CODE') return {by: 'challenge', name}
  if (next.does === 'discard') return failureOf(lab, name)
  return next.because === 'IP_WHITELIST' ? byNps(0) : said(name, next.because)
}

const byNps = (reason: number): Why => ({by: 'nps', reason})
const said = (name: string, result: string): Why => ({by: 'extension', name, result})

/** By which name the MFA service is asked about somebody. */
function principal({state}: Running, name: string): string {
  const person = personNamed(state, name)
  return person ? nameForMfa(person, setting(state, 'LDAP_ALTERNATE_LOGINID_ATTRIBUTE')) : name
}

/** Why the password or the network policy is no way in, as an error of MS-CHAP; null where it is one. */
function refusal(lab: Running, name: string, proof: Proof): number | null {
  const {state} = lab
  const person = personNamed(state, name)
  if (!person || !proof.matches(person.account.password)) return chapErrors.failure
  const hinders = hindrance(state, person, proof.protocol, lab.now())
  if (hinders !== null) return hinders
  const policy = firstOf(configuration(state).networkPolicies)
  const {dialIn} = person.account
  if (dialIn === false || (dialIn === null && policy?.grants === false)) return chapErrors.dialIn
  return policy?.authenticationTypes.includes(proof.protocol) ? null : chapErrors.failure
}
