import {defineCheck} from '../../core/check.ts'
import {fail, pass} from '../../core/outcome.ts'
import {entraUser} from '../../facts/entra-user.ts'
import {user} from '../../facts/user.ts'
import {throughGraph} from '../ways.ts'

export default defineCheck({
  id: 'user.in-entra',
  title: 'The user has an account in the tenant',
  needs: {user, found: entraUser},
  after: ['user.in-ad'],
  through: throughGraph,
  outcomes: {
    found: pass('{user} is in the tenant.'),
    'other-name': pass('{user} is in the tenant as {known}.'),
    absent: fail(
      'No account in the tenant has the user principal name {user}: the MFA service refuses the sign-in.',
      {
        do: [
          'Check that the account is synchronised: in scope, without an error, and the last run not long ago.',
          'Check that its user principal name in Active Directory equals the one in Entra.',
        ],
        owner: 'tenant',
        disrupts: 'nothing',
      },
    ),
    guest: fail('{user} is a guest in the tenant: the extension serves members of this tenant only.', {
      do: ['Let the user sign in with an account of this tenant.'],
      owner: 'tenant',
      disrupts: 'nothing',
    }),
  },
  judge({user, found}, say) {
    if (!found.present) return say('absent', {user})
    if (found.userType?.toLowerCase() === 'guest') return say('guest', {user})
    return found.by === 'name'
      ? say('found', {user})
      : say('other-name', {user, known: found.userPrincipalName})
  },
})
