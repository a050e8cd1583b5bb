import {carriesMfa} from '../../catalogue/service-plans.ts'
import {defineCheck} from '../../core/check.ts'
import {pass, warn} from '../../core/outcome.ts'
import {userLicences} from '../../facts/licences.ts'
import {user} from '../../facts/user.ts'
import {throughGraph} from '../ways.ts'

export default defineCheck({
  id: 'user.licence',
  title: 'The user has a licence with Entra MFA',
  needs: {user, licences: userLicences},
  after: ['tenant.licences'],
  through: throughGraph,
  outcomes: {
    assigned: pass('{user} has Entra MFA by {skus}.'),
    none: warn(
      '{user} has no licence that carries Entra MFA (Entra ID P1 or P2): sign-ins work, but are not licensed.',
      {
        do: ['Assign a licence with Entra ID P1 or P2.'],
        owner: 'tenant',
        disrupts: 'nothing',
      },
    ),
  },
  judge({user, licences}, say) {
    const carrying = licences.filter(({plans}) => carriesMfa(plans))
    return carrying.length > 0
      ? say('assigned', {user, skus: carrying.map(({sku}) => sku)})
      : say('none', {user})
  },
})
