import {carriesMfa} from '../../catalogue/service-plans.ts'
import {defineCheck} from '../../core/check.ts'
import {pass, warn} from '../../core/outcome.ts'
import {tenantLicences} from '../../facts/licences.ts'
import {throughGraph} from '../ways.ts'

export default defineCheck({
  id: 'tenant.licences',
  title: 'The tenant has a subscription with Entra MFA',
  needs: {subscriptions: tenantLicences},
  through: throughGraph,
  outcomes: {
    carried: pass('Entra MFA is carried by {skus}.'),
    lapsed: warn(
      'The subscription that carries Entra MFA ({skus}) is {capability}: Microsoft may switch the service off.',
      {
        do: ['Renew the subscription.'],
        owner: 'tenant',
        disrupts: 'nothing',
      },
    ),
    none: warn('No subscription of the tenant carries Entra MFA (Entra ID P1 or P2).', {
      do: ['Get a licence with Entra ID P1 or P2 for the users who sign in with MFA.'],
      owner: 'tenant',
      disrupts: 'nothing',
    }),
  },
  judge({subscriptions}, say) {
    const carrying = subscriptions.filter(({plans}) => carriesMfa(plans))
    // "Warning" is the grace period after the end of a subscription.
    const good = carrying.filter(({capability}) => /^enabled$/i.test(capability))
    const [lapsed] = carrying
    if (good.length > 0) return say('carried', {skus: good.map(({sku}) => sku)})
    return lapsed ? say('lapsed', {skus: lapsed.sku, capability: lapsed.capability}) : say('none')
  },
})
