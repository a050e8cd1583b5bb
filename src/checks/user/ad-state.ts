import {defineCheck} from '../../core/check.ts'
import {fail, pass, skip, warn} from '../../core/outcome.ts'
import {directoryUser} from '../../facts/directory-user.ts'
import {run} from '../../facts/run.ts'
import {user} from '../../facts/user.ts'
import {throughNames} from '../ways.ts'

const helpdesk = {owner: 'user', disrupts: 'nothing'} as const

export default defineCheck({
  id: 'user.ad-state',
  title: 'The user’s account in Active Directory may sign in now',
  needs: {user, found: directoryUser, run},
  through: throughNames,
  outcomes: {
    'in-order': pass('{sam} may sign in: enabled, not locked, not expired.'),
    disabled: fail('The account {sam} of {user} is disabled in Active Directory.', {
      ...helpdesk,
      do: ['Enable the account, or find out why it was disabled.'],
      run: ['Enable-ADAccount {sam}'],
    }),
    expired: fail(
      'The account {sam} of {user} expired on {expired}.',
      {...helpdesk, do: ['Extend the account’s end date.'], run: ['Clear-ADAccountExpiration {sam}']},
      'expired',
    ),
    locked: fail('The account {sam} of {user} is locked out after too many wrong passwords.', {
      ...helpdesk,
      do: ['Unlock the account, and find the device that still sends the old password.'],
      run: ['Unlock-ADAccount {sam}'],
    }),
    'password-expired': fail('The password of {sam} ({user}) has expired; NPS cannot change it.', {
      ...helpdesk,
      do: [
        'Let the user change the password on a computer of the domain or by self-service, then sign in again.',
      ],
    }),
    'must-change-password': fail(
      '{sam} ({user}) must change the password at the next sign-in; NPS cannot do that.',
      {
        ...helpdesk,
        do: [
          'Let the user change the password on a computer of the domain or by self-service, then sign in again.',
        ],
      },
    ),
    'outside-hours': fail('{sam} ({user}) may not sign in at this hour.', {
      ...helpdesk,
      do: ['Wait for the permitted hours, or change the account’s logon hours.'],
    }),
    protected: warn('{sam} ({user}) is in Protected Users: NTLM, and with it MS-CHAP v2, is closed to it.', {
      do: ['Use another account for VPN sign-ins, or take the account out of Protected Users.'],
      owner: 'server',
      disrupts: 'user-sign-in',
    }),
    'not-one': skip('There is not exactly one account to look at.'),
  },
  judge({user, found, run}, say) {
    const [account] = found.accounts
    if (!account || found.accounts.length > 1) return say('not-one')
    const {sAMAccountName: sam, accountExpires} = account
    const slots = {user, sam}
    if (account.disabled) return say('disabled', slots)
    if (accountExpires !== null && Date.parse(accountExpires) <= Date.parse(run.asOf)) {
      return say('expired', {...slots, expired: {time: accountExpires}})
    }
    if (account.locked) return say('locked', slots)
    if (account.mustChangePassword) return say('must-change-password', slots)
    if (account.passwordExpired) return say('password-expired', slots)
    if (account.withinLogonHours === false) return say('outside-hours', slots)
    return account.protectedUser ? say('protected', slots) : say('in-order', slots)
  },
})
