import {extensionCodeTable, serviceResultTable} from '../catalogue/codes/extension.ts'
import {discardedByExtension, rejectedByExtension} from '../catalogue/nps-reasons.ts'
import type {AttemptOutcome} from '../core/attempt.ts'
import type {Attempt} from './attempt.ts'
import {tokenSignal} from './token-signal.ts'

export type Outcome = AttemptOutcome

export interface Blame {
  outcome: Outcome
  /** What the causes are looked up by; null for what has worked. */
  signal: string | null
  /** The code as the log has it. */
  told: string | null
}

/** Whether the extension's logs were read for the time of an attempt; null where none were. */
export type Coverage = (at: number) => boolean | null

export function blame(attempt: Attempt, covered: Coverage): Blame {
  const {answer, extension, discards, challenged} = attempt
  if (answer === 'granted') return {outcome: grantedAs(attempt, covered), signal: null, told: null}
  if (extension === 'failed') return {outcome: 'extension-failed', ...failure(attempt)}
  if (extension === 'rejected')
    return {outcome: 'refused-by-extension', signal: result(attempt), told: attempt.code}
  if (answer === 'denied') return denied(attempt)
  if (extension === 'accepted')
    // Without NPS' own log the extension's yes is all there is to hear.
    return discards > 0 ? silent(attempt) : {outcome: 'accepted', signal: null, told: null}
  if (challenged || extension === 'asked-code')
    return {outcome: 'code-not-given', signal: 'method/code-not-given', told: 'Challenge requested'}
  if (extension === 'passed-by') return passedBy(attempt)
  if (discards > 0 && attempt.discardReason === discardedByExtension)
    return {
      outcome: 'extension-failed',
      signal: 'extension/discarded',
      told: `6274 reason ${discardedByExtension}`,
    }
  return silent(attempt)
}

const silent = (attempt: Attempt): Blame => ({
  outcome: 'unanswered',
  signal: attempt.requests > 0 || attempt.discards > 0 ? 'timing/unanswered' : null,
  told: null,
})

function grantedAs(attempt: Attempt, covered: Coverage): Outcome {
  if (attempt.extension !== null || attempt.challenged) return 'accepted'
  return covered(attempt.first) === true ? 'accepted-without-mfa' : 'accepted-mfa-not-seen'
}

function passedBy({code}: Attempt): Blame {
  return code === 'AccessChallenge'
    ? {outcome: 'unanswered', signal: null, told: code}
    : {outcome: 'refused-first-factor', signal: 'first-factor/unseen', told: `${code}, ignoring request`}
}

/** So fast nobody types a code. */
const tooFastMs = 2_000

function denied({reason, extension, first, last}: Attempt): Blame {
  // Asked for and refused in one moment: the protocol cannot carry a code.
  if (reason === rejectedByExtension && extension === 'asked-code' && last - first < tooFastMs)
    return {outcome: 'code-not-given', signal: 'method/code-not-given', told: 'Challenge requested'}
  if (reason === rejectedByExtension)
    return {outcome: 'refused-by-extension', signal: 'extension/rejected', told: `6273 reason ${reason}`}
  // A challenge that was answered by a wrong code ends so too.
  const signal = reason === null ? 'first-factor/unseen' : `first-factor/${reason}`
  return {
    outcome: extension === 'asked-code' ? 'refused-by-extension' : 'refused-first-factor',
    signal,
    told: reason === null ? null : `reason ${reason}`,
  }
}

function failure(attempt: Attempt): Pick<Blame, 'signal' | 'told'> {
  const {code, key, trait} = attempt
  if (code === 'ESTS_TOKEN_ERROR' || attempt.aadsts !== null)
    return {signal: tokenSignal(attempt), told: tokenTold(attempt)}
  if (trait === 'name-broken') return {signal: 'user/name-broken', told: code}
  if (code === 'REGISTRY_CONFIG_ERROR')
    return {signal: 'registry/missing', told: `REGISTRY_CONFIG_ERROR, ${key ?? 'a value'}`}
  if (code !== null && serviceResultTable.has(code)) return {signal: `result/${code}`, told: code}
  if (code !== null && extensionCodeTable.has(code)) return {signal: `extension/${code}`, told: code}
  return {signal: 'extension/unknown', told: code}
}

const tokenTold = ({code, aadsts, handle}: Attempt): string =>
  [
    code ?? 'ESTS_TOKEN_ERROR',
    ...(aadsts === null ? [] : [`AADSTS${aadsts}`]),
    ...(handle === null ? [] : [`0x${(handle >>> 0).toString(16).toUpperCase()}`]),
  ].join(', ')

function result({code, trait}: Attempt): string {
  if (trait === 'name-broken') return 'user/name-broken'
  if (code !== null && serviceResultTable.has(code)) return `result/${code}`
  return code !== null && extensionCodeTable.has(code) ? `extension/${code}` : 'result/unknown'
}
