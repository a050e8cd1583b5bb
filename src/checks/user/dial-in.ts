import {defineCheck} from '../../core/check.ts'
import {fail, pass, skip} from '../../core/outcome.ts'
import {directoryUser} from '../../facts/directory-user.ts'
import {user} from '../../facts/user.ts'
import {throughNames} from '../ways.ts'

export default defineCheck({
  id: 'user.dial-in',
  title: 'The account’s dial-in setting does not refuse the user',
  needs: {user, found: directoryUser},
  through: throughNames,
  outcomes: {
    'by-policy': pass('Access of {sam} is controlled by the NPS network policies, as recommended.'),
    allowed: pass('Dial-in is allowed for {sam}.'),
    denied: fail('Dial-in is denied for {sam}, so NPS refuses {user} (reason 65).', {
      do: ['On the Dial-in tab of {sam} choose “Control access through NPS Network Policy”.'],
      run: ['Set-ADUser {sam} -Clear msNPAllowDialin'],
      owner: 'server',
      disrupts: 'nothing',
    }),
    'not-one': skip('There is not exactly one account to look at.'),
  },
  judge({user, found}, say) {
    const [account] = found.accounts
    if (!account || found.accounts.length > 1) return say('not-one')
    const {sAMAccountName: sam, dialIn} = account
    if (dialIn === false) return say('denied', {user, sam})
    return say(dialIn === null ? 'by-policy' : 'allowed', {sam})
  },
})
