import {causesAt} from '../cause.ts'
import * as w from '../wording.ts'

/** What the person at the other end did, or what is held against them. */
export const userCauses = causesAt('user', {
  USER_DENIED: {
    cause: 'The user refused the prompt, or was asked twice and refused one.',
    scope: 'one',
    owner: 'user',
    do: ['Ask the user; if there were two prompts, look at the gateway’s timeout and retries.'],
    confirm: ['radius.timing'],
    look: 'how many prompts came for one sign-in',
    said: [
      [
        /\buser\b/i,
        /\b(?:declined|denied|refused|rejected|tapped deny)\b/i,
        /\b(?:prompt|push|authentication|request|notification|mfa)\b/i,
      ],
    ],
  },
  NO_RESPONSE: {
    cause: 'The user did not answer in time, or the gateway gave up first.',
    scope: 'one',
    owner: 'user',
    do: [
      'See that the gateway waits 60 seconds and more.',
      'Look at the phone: network, notifications, battery saver.',
    ],
    confirm: ['radius.timing'],
    said: [
      [
        /\b(?:no response|did not respond|not answer\w{0,2}|no tap|offline|battery)\b/i,
        /\b(?:phone|app|user|push|prompt|notification)\b/i,
      ],
    ],
  },
  WRONG_CODE: {
    cause: 'The code was wrong or too old, or the phone’s clock is off.',
    scope: 'one',
    owner: 'user',
    do: ['Try the next code; let the phone set its clock by itself.'],
    confirm: ['user.mfa-methods'],
    look: 'whether it is one user or many at once',
    said: [
      [
        /\b(?:wrong|incorrect|invalid|old) (?:verification |otp |oath )?code\b|\bcode (?:is |was )?(?:wrong|incorrect)\b/i,
      ],
    ],
  },
  MFA_LOCKOUT: {
    cause: 'Too many wrong codes: MFA is locked for this user for a while.',
    scope: 'one',
    owner: 'user',
    do: ['Wait, or let an administrator unblock the user; then begin a new sign-in.'],
    confirm: ['user.entra-state'],
    said: [
      [/\bmaximum allowed code retr\w{1,4} reached\b/i],
      [/\b(?:locked out|lockout|too many)\b/i, /\b(?:codes?|mfa|attempts?|tries)\b/i],
    ],
  },
  USER_BLOCKED_FRAUD: {
    cause: 'The user is blocked for MFA, as after a prompt was reported as fraud.',
    scope: 'one',
    owner: 'tenant',
    do: [
      'Ask who reported it; if there was an attack, change the password.',
      'Unblock the user in Entra under Multifactor authentication, Block/unblock users.',
    ],
    confirm: ['user.entra-state'],
    said: [
      [/\bfraud\w{0,5}\b/i],
      [
        /\bblock(?:ed|\/unblock)?\b/i,
        /\b(?:user|prompts?)\b/i,
        /\b(?:mfa|block list|not appearing|unblock)\b/i,
      ],
    ],
  },
  VOICE_FAILED: {
    cause: 'The call was not answered, hung up, or went to voicemail.',
    scope: 'one',
    owner: 'user',
    do: ['Try again, or let the user choose another method.'],
    confirm: ['user.mfa-methods'],
    said: [
      [
        /\b(?:phone ?calls?|voice ?calls?|voicemail|hung up)\b/i,
        /\b(?:not answered|hung up|voicemail|unreachable|fail\w{0,3}|pound|press)\b/i,
      ],
    ],
  },
  SESSION_EXPIRED: {
    cause: 'The answer came after more than three minutes, or to another NPS server than the one that asked.',
    scope: 'either',
    owner: 'user',
    do: ['Answer sooner.', 'Let the gateway stay with one NPS server, and wait 60 seconds and more.'],
    confirm: ['radius.timing'],
    said: [[/\bsession\b/i, /\b(?:may have )?expired\b|\bthree minutes\b|\b3 min\w{0,4}\b/i]],
  },
  SESSION_LOST: {
    cause:
      'The code came back without the session it belongs to: a load balancer sent it to another server, or State was lost.',
    scope: 'either',
    owner: 'network',
    do: ['Let the gateway stay with one NPS server for a whole sign-in.'],
    confirm: ['radius.timing'],
    look: 'the attribute State of the second request',
    said: [
      [
        /\bstate\b|\bsession\b/i,
        /\blost\b|\bnot returned\b/i,
        /\b(?:between|two|second|code|request\w{0,1})\b/i,
      ],
      [/\bSession ?Id must not be null\b/i],
      [/\bload[ -]?balanc\w{1,4}\b/i, /\b(?:state|session|code|otp|second request)\b/i],
    ],
  },
  UX_NO_PROMPT: {
    cause: 'The RD Gateway shows no hint of MFA: the approval on the phone is all there is.',
    scope: 'many',
    owner: 'user',
    do: ['Tell the users to look at the phone while the connection waits.'],
    confirm: ['user.mfa-methods'],
    said: [
      [
        /\b(?:no|without) (?:\w{1,12} )?(?:hint|prompt|message|sign)\b/i,
        w.gateway,
        /\b(?:phone|approv\w{1,4}|screen)\b/i,
      ],
      [
        /\b(?:no|without(?: any)?|not show\w{0,2}) (?:hint|prompt|message|dialog|sign|indication)\b/i,
        /\b(?:screen|rds|rdg|gateway|remote desktop|desktop)\b/i,
      ],
    ],
  },
  MFA_REFUSED: {
    unlisted: true,
    cause: 'The extension was asked and said no; its AuthZOptCh log of that second says why.',
    scope: 'either',
    owner: 'server',
    do: ['Read the extension’s log at that second, and explain that line.'],
    confirm: ['events.recent-errors', 'user.mfa-methods'],
  },
})
