import {isForOtherPurposes} from '../catalogue/purposes.ts'
import type {Candidate} from '../facts/certificate-store.ts'
import type {Principal} from '../facts/principal.ts'
import type {PrivateKeys} from '../facts/private-keys.ts'
import {keyState} from './private-key-state.ts'

export type Fate =
  | 'good'
  | 'undetermined'
  | 'expired'
  | 'not valid yet'
  | 'without key'
  | 'key unusable'
  | 'for other purposes'
  | 'unreadable for NPS'
  | 'not registered'

interface Known {
  /** ISO: the time of the run. */
  at: string
  keys?: PrivateKeys | undefined
  principal?: Principal | undefined
}

/** What would come of it if the extension took this certificate. */
export function fateOf(candidate: Candidate, {at, keys, principal}: Known): Fate {
  if (Date.parse(candidate.notAfter) < Date.parse(at)) return 'expired'
  if (Date.parse(candidate.notBefore) > Date.parse(at)) return 'not valid yet'
  if (!candidate.hasPrivateKey) return 'without key'
  if (isUnregistered(candidate.sha1, principal)) return 'not registered'
  const key = keys?.keys.find(({sha1}) => sha1 === candidate.sha1)
  if (candidate.keyPlace && isOfUser(candidate.keyPlace)) return 'key unusable'
  if (candidate.keyType !== null && candidate.keyType !== 'rsa') return 'key unusable'
  if (isForOtherPurposes(candidate.purposes)) return 'for other purposes'
  if (!keys || !key) return 'undetermined'
  const state = keyState(key, keys.by)
  if (state === 'missing' || state === 'other-key' || state === 'cannot-sign') return 'key unusable'
  if (key.right === 'denied') return 'unreadable for NPS'
  return state === 'good' && key.right === 'granted' ? 'good' : 'undetermined'
}

/** A user's key set is not the machine's; a smart card says so of every key. */
export const isOfUser = ({machine, provider}: {machine: boolean; provider: string}): boolean =>
  !machine && !/smart card/i.test(provider)

/** Only a list of keys in which every one could be compared tells that a certificate is not among them. */
const isUnregistered = (sha1: string, principal: Principal | undefined) =>
  principal?.present === true && principal.keys.every((key) => key.sha1 !== null && key.sha1 !== sha1)
