import {asStep, silences} from '../../catalogue/radius-silence.ts'
import {defineCheck} from '../../core/check.ts'
import {fail, pass, skip, unknown, warn} from '../../core/outcome.ts'
import {duration, took} from '../../core/words.ts'
import {radiusServer} from '../../facts/radius-server.ts'
import {radiusSignIn} from '../../facts/radius-sign-in.ts'
import {allLegs, atOnceMs, heard, lastOf, phoneMs, unansweredMs} from '../radius-legs.ts'

const logs =
  'On the NPS server, npsmfa logs (Security, events 6272 and 6273) names the policy and the reason.'
const unanswered = 'Run npsmfa logs on the NPS server: it reads these logs and names the cause.'
const server = {owner: 'server', disrupts: 'nothing'} as const
const user = {owner: 'user', disrupts: 'nothing'} as const

export default defineCheck({
  id: 'radius.mfa',
  title: 'The second factor is asked for and taken',
  needs: {signIn: radiusSignIn, asked: radiusServer},
  after: ['radius.answers', 'radius.secret', 'radius.first-factor'],
  outcomes: {
    approved: pass('Accepted after {after}: the password is right, and somebody approved.'),
    'code-right': pass('Accepted: password and code of {user} are right.'),
    none: warn('Accepted by the password alone, after {after}: nobody was asked for a second factor.', {
      do: [
        'If MFA is meant to be asked for, run on the NPS server: npsmfa check registry.dlls registry.ip-whitelist registry.require-user-match',
      ],
      ...server,
    }),
    'code-wrong': fail('Refused: the password of {user} is right, the code is not, or it came too late.', {
      do: [logs],
      ...user,
    }),
    denied: fail(
      'Refused after {after}: most likely the password is right, and the approval or call was denied or could not be made.',
      {do: [logs], ...user},
    ),
    'not-approved': fail('Refused after {after}: the password is right, but nobody answered the phone.', {
      do: [logs],
      ...user,
    }),
    'code-by-ms-chap': unknown(
      'The password is right ({after}), but the server asks for a code, which MS-CHAPv2 cannot carry.',
      {do: ['Try --protocol pap; a NAS that is to ask for codes must use PAP.'], ...server},
    ),
    'no-code': unknown('The password is right ({after}); the server asks for a code, and none was given.', {
      do: ['Run it at a terminal, which asks for the code.'],
      ...user,
    }),
    unanswered: unknown('No answer within {timeout} to the sign-in, while NPS answers other requests.', {
      do: [unanswered, ...silences['radius.mfa/unanswered']!.map(asStep)],
      ...server,
    }),
    'unanswered-yet': unknown(
      'No answer within {timeout} to the sign-in, while NPS answers other requests.',
      {
        do: [unanswered, ...silences['radius.mfa/unanswered-yet']!.map(asStep)],
        ...server,
      },
    ),
    'not-reached': skip('The sign-in of {user} did not come to the second factor.'),
  },
  judge({signIn, asked}, say) {
    const {user, protocol, timeoutMs} = signIn
    const last = lastOf(signIn)
    const after = took(last?.ms ?? 0)
    const coded = last?.sent === 'code'
    switch (last?.ended) {
      case 'accept':
        if (coded) return say('code-right', {user})
        return say(last.ms < atOnceMs ? 'none' : 'approved', {after})
      case 'reject':
        if (coded) return say('code-wrong', {user})
        if (last.ms < atOnceMs) return say('not-reached', {user})
        return say(last.ms < unansweredMs ? 'denied' : 'not-approved', {after})
      case 'challenge':
        return say(protocol === 'mschapv2' ? 'code-by-ms-chap' : 'no-code', {after})
      case 'silence':
        if (!heard(allLegs(asked, signIn))) break
        return say(timeoutMs < phoneMs ? 'unanswered-yet' : 'unanswered', {timeout: duration(timeoutMs)})
    }
    return say('not-reached', {user})
  },
})
