import {chapErrors} from '../../catalogue/chap-errors.ts'
import type {Judged, Leg, RadiusTest} from '../../core/radius.ts'
import {took} from './legs.ts'

/** Nobody takes a phone out of a pocket faster, in milliseconds. */
const atOnceMs = 2_000
/** The MFA service gives somebody who does not answer about a minute; in milliseconds. */
const unansweredMs = 45_000

const none = {causes: [], notes: [], next: []}
const decisive =
  'On the NPS server, npsmfa logs (Security, events 6272 and 6273) names the policy and the reason.'

export function accepted({user, legs}: RadiusTest, last: Leg): Judged {
  const {proof} = last.answer!
  if (proof === 'wrong' || proof === 'missing')
    return {
      ...{...none, outcome: 'undetermined', status: 'unknown', exit: 3},
      verdict: `Accepted, but the server did not prove that it knows the password (its proof is ${proof}): a client that checks, as Windows does, hangs up.`,
      next: ['Look at which server answers there; NPS always proves it.'],
    }
  const yes = {...none, outcome: 'accepted', status: 'pass', exit: 0} as const
  if (last.sent === 'code')
    return {
      ...yes,
      verdict: `Accepted: password and code of ${user} are right.`,
      notes: [
        'After a code NPS returns none of the network policy’s attributes: a NAS that needs them (groups, addresses, VLANs) must do without.',
      ],
    }
  if (legs[0]!.ms < atOnceMs)
    return {
      ...yes,
      status: 'warn',
      verdict: `Accepted by the password alone, after ${took(last)}: nobody was asked for a second factor.`,
      next: [
        'If MFA is meant to be asked for, run on the NPS server: npsmfa check registry.dlls registry.ip-whitelist registry.require-user-match',
      ],
    }
  return {...yes, verdict: `Accepted after ${took(last)}: the password is right, and somebody approved.`}
}

export function refused({user, protocol}: RadiusTest, last: Leg): Judged {
  const no = {...none, outcome: 'refused', status: 'fail', exit: 1, next: [decisive]} as const
  if (last.sent === 'code')
    return {
      ...no,
      verdict: `Refused: the password of ${user} is right, the code is not, or it came too late.`,
    }
  const {chapError} = last.answer!
  if (chapError && chapError.code !== 691)
    return {
      ...no,
      verdict: `Refused after ${took(last)}: ${chapErrors[chapError.code] ?? 'for a reason that is not known here'} (MS-CHAP error ${chapError.code}).`,
    }
  if (last.ms >= unansweredMs)
    return {
      ...no,
      verdict: `Refused after ${took(last)}: the password is right, but nobody answered the phone.`,
    }
  if (last.ms >= atOnceMs)
    return {
      ...no,
      verdict: `Refused after ${took(last)}: most likely the password is right, and the approval or call was denied or could not be made.`,
    }
  const method = protocol === 'mschapv2' ? ', or a code was due, which MS-CHAPv2 cannot carry' : ''
  return {
    ...no,
    verdict: `Refused at once (${took(last)}): name or password is wrong, the account or a policy of NPS forbids it, or the MFA service has no method for ${user}${method}.`,
  }
}

/** The server wants a code and got none. */
export function challenged({protocol}: RadiusTest, last: Leg): Judged {
  const asks = {...none, outcome: 'undetermined', status: 'unknown', exit: 3} as const
  return protocol === 'mschapv2'
    ? {
        ...asks,
        verdict: `The password is right (${took(last)}), but the server asks for a code, which MS-CHAPv2 cannot carry.`,
        next: ['Try --protocol pap; a NAS that is to ask for codes must use PAP.'],
      }
    : {
        ...asks,
        verdict: `The password is right (${took(last)}); the server asks for a code, and none was given.`,
        next: ['Run it at a terminal, which asks for the code.'],
      }
}
