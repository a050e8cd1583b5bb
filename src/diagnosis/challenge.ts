import {causeById} from '../catalogue/causes.ts'
import {serviceResultTable} from '../catalogue/codes/extension.ts'
import {serviceMethods} from '../catalogue/service-methods.ts'
import type {ChallengeReport, ChallengeVerdict} from '../core/challenge.ts'
import {duration} from '../core/words.ts'

/** How a challenge ended. */
export type Ended =
  /** The service decided: "Success", "PhoneAppDenied" … */
  | {how: 'decided'; accepted: boolean; result: string}
  /** It let the user in without asking. */
  | {how: 'not-asked'}
  /** A code was due, and none was given. */
  | {how: 'no-code'}
  | {how: 'silence'; waitedMs: number}
  /** Nobody could be asked, in a sentence. */
  | {how: 'unanswered'; why: string}

/** What the end of a challenge means, and what may be behind a refusal. */
export function judgeChallenge(
  {user, method}: Pick<ChallengeReport, 'user' | 'method'>,
  ended: Ended,
): ChallengeVerdict {
  const by = method === null ? '' : ` (${serviceMethods[method]?.words ?? method})`
  switch (ended.how) {
    case 'decided':
      return ended.accepted
        ? {
            ...{outcome: 'accepted', status: 'pass', exit: 0, causes: [], next: []},
            verdict: `Accepted: the MFA service has ${user}’s second factor${by}, with this server’s certificate. What is left of a sign-in is NPS and the NAS.`,
            next: ['Prove those, too: npsmfa radius'],
          }
        : refused(user, by, ended.result)
    case 'not-asked':
      return {
        ...{outcome: 'accepted', status: 'warn', exit: 0, causes: [], next: []},
        verdict: `The MFA service let ${user} in without asking for a second factor.`,
        next: ['Look at what the user has registered: npsmfa check user'],
      }
    case 'no-code':
      return {
        ...undetermined,
        verdict: `A code is due${by}, and none was given.`,
        next: ['Run it at a terminal, which asks for the code.'],
      }
    case 'silence':
      return {
        ...undetermined,
        outcome: 'silence',
        verdict: `${user} has not answered within ${duration(ended.waitedMs)}${by}; the phone may still ask.`,
        next: ['See whether the prompt came: network, notifications and battery saver of the phone.'],
      }
    case 'unanswered':
      return {...undetermined, verdict: ended.why, next: ['Find out what is wrong: npsmfa doctor']}
  }
}

const undetermined = {
  outcome: 'undetermined',
  status: 'unknown',
  exit: 3,
  causes: [] as ChallengeVerdict['causes'],
} as const

function refused(user: string, by: string, result: string): ChallengeVerdict {
  const code = serviceResultTable.get(result)
  const name = result === '' ? 'no result' : result
  return {
    ...{outcome: 'refused', status: 'fail', exit: 1},
    verdict: `Refused for ${user}${by}: ${code?.meaning ?? 'for a reason that is not known here'} (${name}).`,
    causes: (code?.causes ?? []).flatMap((causeId) => {
      const cause = causeById.get(causeId)
      return cause ? [{causeId, cause: cause.cause, do: [...cause.do], owner: cause.owner}] : []
    }),
    next: [],
  }
}
