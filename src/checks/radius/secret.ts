import {defineCheck} from '../../core/check.ts'
import {fail, pass, skip} from '../../core/outcome.ts'
import {radiusServer} from '../../facts/radius-server.ts'
import {radiusSignIn} from '../../facts/radius-sign-in.ts'
import {allLegs, heard, unproven} from '../radius-legs.ts'

export default defineCheck({
  id: 'radius.secret',
  title: 'The RADIUS server has the same shared secret',
  needs: {asked: radiusServer},
  wants: {signIn: radiusSignIn},
  outcomes: {
    right: pass('The replies of {server} prove that it has this shared secret.'),
    differs: fail(
      '{server} answers, but not with this shared secret: its replies carry a bad authenticator.',
      {
        do: ['Type the shared secret anew on both sides, NPS and NAS; long ones are often cut off.'],
        owner: 'server',
        disrupts: 'nothing',
      },
    ),
    unanswered: skip('{server} sent no reply that could prove a shared secret.'),
  },
  judge({asked, signIn}, say) {
    const {server} = asked
    const legs = allLegs(asked, signIn)
    if (heard(legs)) return say('right', {server})
    return say(unproven(legs) ? 'differs' : 'unanswered', {server})
  },
})
