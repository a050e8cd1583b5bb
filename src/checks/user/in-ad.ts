import {defineCheck} from '../../core/check.ts'
import {fail, pass, warn} from '../../core/outcome.ts'
import {directoryUser} from '../../facts/directory-user.ts'
import {user} from '../../facts/user.ts'
import {throughNames} from '../ways.ts'

export default defineCheck({
  id: 'user.in-ad',
  title: 'The user has one account in Active Directory',
  needs: {user, found: directoryUser},
  through: throughNames,
  outcomes: {
    found: pass('{user} is {sam} in Active Directory.'),
    absent: fail(
      'No account in Active Directory below {base} has {user} as its user principal name or mail: NPS cannot find the user.',
      {
        do: [
          'Check the spelling of the name the user types.',
          'Check that NPS and this look-up use the directory (forest) where the account lives.',
        ],
        owner: 'user',
        disrupts: 'nothing',
      },
    ),
    'upn-whitespace': fail(
      'The user principal name of {sam} ends in a character that cannot be seen ({upn}): Entra does not find it, so {user} fails.',
      {
        do: [
          'Type the user principal name of {sam} anew in Active Directory; pasting brought a blank or line end along.',
          'Wait for the next synchronisation.',
        ],
        run: ['Set-ADUser {sam} -UserPrincipalName {user}'],
        owner: 'server',
        disrupts: 'user-sign-in',
      },
    ),
    several: fail(
      '{count} accounts in Active Directory answer to {user}: {accounts}. Which one NPS takes cannot be told.',
      {
        do: ['Leave the name with one account and change it on the others.'],
        owner: 'server',
        disrupts: 'user-sign-in',
      },
    ),
    'no-upn': warn(
      '{sam} has {user} as mail but no user principal name: the extension has nothing to send that Entra is sure to know.',
      {
        do: ['Give {sam} a user principal name that equals the one in Entra.'],
        run: ['Set-ADUser {sam} -UserPrincipalName {user}'],
        owner: 'server',
        disrupts: 'user-sign-in',
      },
    ),
  },
  judge({user, found}, say) {
    const {base, accounts} = found
    const [account] = accounts
    if (!account) return say('absent', {user, base})
    if (accounts.length > 1) {
      return say('several', {
        user,
        count: accounts.length,
        accounts: accounts.map((a) => a.sAMAccountName),
      })
    }
    const {userPrincipalName: upn, sAMAccountName: sam} = account
    if (upn === null) return say('no-upn', {user, sam})
    return upn === upn.trim() ? say('found', {user, sam}) : say('upn-whitespace', {user, sam, upn})
  },
})
