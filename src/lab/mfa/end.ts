import type {Running} from '../running.ts'
import type {SecondFactor} from '../state/radius.ts'
import {type Outcome, refused} from './answer.ts'
import {type Prompt, sessionMs} from './prompts.ts'

/** The service gives up on somebody who does not answer after so long, in milliseconds. */
export const unansweredMs = 60_000
/** So many wrong codes, and no more. */
const mostCodes = 3

export interface Ending {
  session: string
  /** Principal name; null where the client did not say. */
  user: string | null
  /** What the user typed; null where nothing was. */
  code: string | null
}

/** EndTwoWayAuthentication: what has come of a prompt. */
export function end(lab: Running, {session, user, code}: Ending): Outcome {
  const prompt = lab.prompts.find(session)
  const now = lab.now().getTime()
  if (!prompt || now - prompt.since > sessionMs) return refused('InvalidSession')
  if (user !== null && user.toLowerCase() !== prompt.user) return refused('InvalidSession')
  const told = prompt.takesCode ? codeTold(lab, prompt, code) : decision(lab.state.secondFactor, prompt, now)
  if (told !== 'AuthenticationPending' && told !== wrongCode(prompt)) lab.prompts.end(prompt.id)
  if (told === 'PhoneAppFraudReported') lab.state.mfa.blockedUsers.push(prompt.user)
  if (told === 'AuthenticationPending') return {result: told, decided: null, session: prompt.id}
  return told === 'Success' ? {result: told, decided: 'true', session: prompt.id} : refused(told)
}

const isSms = ({method}: Prompt) => method === 'OneWaySMS'

const wrongCode = (prompt: Prompt) => (isSms(prompt) ? 'SMSAuthFailedWrongCodeEntered' : 'OathCodeIncorrect')

function codeTold({state}: Running, prompt: Prompt, code: string | null): string {
  if (!code) return 'AuthenticationPending'
  if (code === state.secondFactor.code) return 'Success'
  prompt.wrongCodes++
  if (prompt.wrongCodes < mostCodes) return wrongCode(prompt)
  return isSms(prompt) ? 'SMSAuthFailedMaxAllowedCodeRetryReached' : 'AuthenticationMethodLocked'
}

type Answer = SecondFactor['answer']

const inApp: Readonly<Record<Answer, string>> = {
  approves: 'Success',
  denies: 'PhoneAppDenied',
  ignores: 'PhoneAppNoResponse',
  'reports-fraud': 'PhoneAppFraudReported',
}
const byCall: Readonly<Record<Answer, string>> = {
  approves: 'Success',
  denies: 'UserVoiceAuthFailedPhoneHungUp',
  ignores: 'UserVoiceAuthFailedPhoneUnreachable',
  'reports-fraud': 'FraudCodeEntered',
}

function decision({answer, afterMs}: SecondFactor, {method, since}: Prompt, now: number): string {
  const due = answer === 'ignores' ? unansweredMs : afterMs
  if (now - since < due) return 'AuthenticationPending'
  return (method === 'PhoneAppNotification' ? inApp : byCall)[answer]
}
