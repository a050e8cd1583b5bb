import {defineCheck} from '../../core/check.ts'
import {fail, pass, skip, warn} from '../../core/outcome.ts'
import {entraUser} from '../../facts/entra-user.ts'
import {user} from '../../facts/user.ts'
import {throughGraph} from '../ways.ts'

export default defineCheck({
  id: 'user.entra-state',
  title: 'The user’s account in Entra is enabled and without errors',
  needs: {user, found: entraUser},
  through: throughGraph,
  outcomes: {
    'in-order': pass('{user} is enabled in Entra, without provisioning errors.'),
    disabled: fail('The account of {user} is disabled in Entra: the MFA service refuses the sign-in.', {
      do: [
        'Enable the account; where it is synchronised, enable it in Active Directory and wait for the next synchronisation.',
      ],
      owner: 'tenant',
      disrupts: 'nothing',
    }),
    'provisioning-error': warn(
      'The last synchronisation of {user} met an error ({errors}): Entra may hold old values.',
      {
        do: ['Cure the conflict that Entra names under the user’s on-premises provisioning errors.'],
        owner: 'tenant',
        disrupts: 'nothing',
      },
    ),
    absent: skip('{user} is not in the tenant.'),
  },
  judge({user, found}, say) {
    if (!found.present) return say('absent', {user})
    if (found.accountEnabled === false) return say('disabled', {user})
    const errors = found.provisioningErrors.map(({category, property}) => `${category} ${property}`.trim())
    return errors.length > 0 ? say('provisioning-error', {user, errors}) : say('in-order', {user})
  },
})
