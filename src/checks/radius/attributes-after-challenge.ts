import {defineCheck} from '../../core/check.ts'
import {pass, skip, warn} from '../../core/outcome.ts'
import {radiusSignIn} from '../../facts/radius-sign-in.ts'
import {lastOf} from '../radius-legs.ts'

export default defineCheck({
  id: 'radius.attributes-after-challenge',
  title: 'The NAS is told what the network policy grants, after a code too',
  needs: {signIn: radiusSignIn},
  after: ['radius.answers', 'radius.first-factor', 'radius.mfa'],
  outcomes: {
    'no-code': pass('No code was asked for, so NPS returns what its network policy grants.'),
    kept: pass('The accept after the code carries attributes for the NAS.'),
    lost: warn(
      'The accept after the code carries no attributes for the NAS: after a code NPS returns none of its network policy (groups, addresses, VLANs), and a NAS that needs them must do without.',
      {
        do: [
          'Where the NAS needs them, let people approve in place of typing a code, or have the NAS take groups and addresses from elsewhere, such as LDAP.',
        ],
        owner: 'server',
        disrupts: 'nothing',
      },
    ),
    'not-accepted': skip('The sign-in was not accepted.'),
  },
  judge({signIn}, say) {
    const last = lastOf(signIn)
    if (last?.ended !== 'accept') return say('not-accepted')
    if (last.sent !== 'code') return say('no-code')
    return say(last.answer!.attributes.length > 0 ? 'kept' : 'lost')
  },
})
