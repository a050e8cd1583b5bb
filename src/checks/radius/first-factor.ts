import {chapErrors, unspecificChapError} from '../../catalogue/chap-errors.ts'
import {defineCheck} from '../../core/check.ts'
import {fail, pass, skip, unknown} from '../../core/outcome.ts'
import {took} from '../../core/words.ts'
import {radiusSignIn} from '../../facts/radius-sign-in.ts'
import {atOnceMs} from '../radius-legs.ts'

const logs = 'On the NPS server, npsmfa logs (Security, event 6273) names the policy and the reason.'
const user = {owner: 'user', disrupts: 'nothing'} as const

export default defineCheck({
  id: 'radius.first-factor',
  title: 'NPS takes name and password (first factor)',
  needs: {signIn: radiusSignIn},
  after: ['radius.answers', 'radius.secret'],
  outcomes: {
    right: pass('NPS takes the name {user} and its password.'),
    refused: fail(
      'Refused at once ({after}): name or password is wrong, the account or a policy of NPS forbids it, or the MFA service has no method for {user}.',
      {do: [logs], ...user},
    ),
    'refused-by-ms-chap': fail(
      'Refused at once ({after}): name or password is wrong, the account or a policy of NPS forbids it, or the MFA service has no method for {user}, or a code was due, which MS-CHAPv2 cannot carry.',
      {do: [logs], ...user},
    ),
    'refused-for': fail('Refused after {after}: {why} (MS-CHAP error {error}).', {do: [logs], ...user}),
    'server-unproven': unknown(
      'Accepted, but the server did not prove that it knows the password (its proof is {proof}): a client that checks, as Windows does, hangs up.',
      {
        do: ['Look at which server answers there; NPS always proves it.'],
        owner: 'network',
        disrupts: 'nothing',
      },
    ),
    unanswered: skip('The sign-in of {user} was not answered.'),
  },
  judge({signIn}, say) {
    const {user, protocol} = signIn
    const first = signIn.legs[0]
    if (!first?.answer) return say('unanswered', {user})
    const {proof, chapError} = first.answer
    const after = took(first.ms)
    if (first.ended === 'accept' && (proof === 'wrong' || proof === 'missing'))
      return say('server-unproven', {proof})
    if (first.ended !== 'reject') return say('right', {user})
    if (chapError && chapError.code !== unspecificChapError)
      return say('refused-for', {
        ...{after, error: chapError.code},
        why: chapErrors[chapError.code] ?? 'for a reason that is not known here',
      })
    // Whoever is refused later was asked for the second factor before.
    if (first.ms >= atOnceMs) return say('right', {user})
    return say(protocol === 'mschapv2' ? 'refused-by-ms-chap' : 'refused', {after, user})
  },
})
