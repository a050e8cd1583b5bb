import {defineCheck} from '../../core/check.ts'
import {fail, pass, skip} from '../../core/outcome.ts'
import {deployment} from '../../facts/deployment.ts'
import {directoryUser} from '../../facts/directory-user.ts'
import {organization} from '../../facts/organization.ts'
import {user} from '../../facts/user.ts'
import {throughGraph, throughNames} from '../ways.ts'

export default defineCheck({
  id: 'user.upn-suffix',
  title: 'The suffix of the name the extension sends is a verified domain of the tenant',
  needs: {user, found: directoryUser, organization, deployment},
  after: ['user.in-ad'],
  through: [...throughGraph, ...throughNames],
  outcomes: {
    verified: pass('{suffix} is a verified domain of the tenant.'),
    unverified: fail(
      'The extension sends {sent} for {user}, but {suffix} is no verified domain of the tenant: the MFA service does not find the user.',
      {
        do: [
          'Give {sam} a user principal name with a verified suffix; add the suffix to the forest first.',
          'Or put the attribute that holds the Entra name into LDAP_ALTERNATE_LOGINID_ATTRIBUTE and restart NPS.',
        ],
        run: ['Set-ADUser {sam} -UserPrincipalName {user}'],
        owner: 'server',
        disrupts: 'user-sign-in',
      },
    ),
    'no-name': skip('There is not exactly one account with a name to send.'),
  },
  judge({user, found, organization, deployment}, say) {
    const [account] = found.accounts
    const sent = deployment.alternateLoginIdAttribute ? account?.alternateLoginId : account?.userPrincipalName
    if (!account || found.accounts.length > 1 || !sent) return say('no-name')
    const suffix = sent.trim().split('@').at(-1)!.toLowerCase()
    const verified = organization.verifiedDomains.some((domain) => domain.name.toLowerCase() === suffix)
    return verified
      ? say('verified', {suffix})
      : say('unverified', {user, sent, suffix, sam: account.sAMAccountName})
  },
})
