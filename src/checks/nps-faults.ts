import {securityEvents, systemEvents} from '../catalogue/events.ts'
import {discardedByExtension, setUpReasons} from '../catalogue/nps-reasons.ts'
import type {NpsEntry} from '../facts/nps-events.ts'

/** What an event of NPS says is wrong. */
export interface NpsFault {
  ending: 'secret-mismatch' | 'no-message-authenticator' | 'no-domain-controller' | 'discarded' | 'refused'
  /** The address of the client, the event, or the reason and its meaning. */
  what: string
  /** The same with the kind of fault. */
  brief: string
  /** A fault of one RADIUS client, which others may not have. */
  ofClient: boolean
}

/** That a policy refuses one person is how policies are meant; that it refuses as many is not. */
const several = 3

const {invalidAuthenticator, secretMismatch, messageAuthenticatorMissing, proxyStateDropped} = systemEvents
const {domainControllerSilent, noDomainController} = systemEvents

const ofSystem: ReadonlyMap<number, readonly [NpsFault['ending'], string, boolean]> = new Map([
  [secretMismatch, ['secret-mismatch', 'wrong shared secret of', true]],
  [invalidAuthenticator, ['secret-mismatch', 'wrong shared secret of', true]],
  [messageAuthenticatorMissing, ['no-message-authenticator', 'Message-Authenticator missing from', true]],
  [proxyStateDropped, ['no-message-authenticator', 'Message-Authenticator missing from', true]],
  [domainControllerSilent, ['no-domain-controller', 'no domain controller answered,', false]],
  [noDomainController, ['no-domain-controller', 'no domain controller answered,', false]],
])

/** Null for an event that is everyday or harmless. */
export function npsFault({source, event, reason, client, users}: NpsEntry): NpsFault | null {
  const told = source === 'nps' ? ofSystem.get(event) : undefined
  if (told) {
    const [ending, kind, ofClient] = told
    const what = ofClient ? (client ?? 'whose address is not told') : `event ${event}`
    return {ending, what, brief: `${kind} ${ofClient ? 'the RADIUS client ' : ''}${what}`, ofClient}
  }
  if (source !== 'security' || event === securityEvents.granted || reason === null) return null
  if (reason === discardedByExtension) {
    const what = `reason ${reason}`
    return {ending: 'discarded', what, brief: `requests discarded by the extension, ${what}`, ofClient: false}
  }
  const meaning = setUpReasons.get(reason)
  if (meaning === undefined || users < several) return null
  const what = `reason ${reason}, ${meaning}`
  return {ending: 'refused', what, brief: `sign-ins refused, ${what}`, ofClient: false}
}
