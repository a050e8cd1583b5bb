import {defineCheck} from '../../core/check.ts'
import {fail, pass, skip, warn} from '../../core/outcome.ts'
import {deployment} from '../../facts/deployment.ts'
import {directoryUser} from '../../facts/directory-user.ts'
import {entraUser} from '../../facts/entra-user.ts'
import {user} from '../../facts/user.ts'
import {throughGraph, throughNames} from '../ways.ts'

export default defineCheck({
  id: 'user.same-person',
  title: 'Both accounts are the same person, by the name the extension sends',
  needs: {user, ad: directoryUser, entra: entraUser, deployment},
  after: ['registry.alternate-login-id', 'user.in-ad', 'user.in-entra', 'user.upn-suffix'],
  through: [...throughGraph, ...throughNames],
  outcomes: {
    same: pass('{user} is the same person in Active Directory and in Entra.'),
    'upn-differs': fail(
      'The extension sends {sent} for {user}, but Entra knows the account as {known}: the MFA service does not find it.',
      {
        do: [
          'Make the user principal name in Active Directory equal the one in Entra, or the other way round.',
          'If they differ on purpose, put the Active Directory attribute that holds the Entra name into LDAP_ALTERNATE_LOGINID_ATTRIBUTE and restart NPS.',
        ],
        run: ['Set-ADUser {sam} -UserPrincipalName {known}'],
        owner: 'server',
        disrupts: 'user-sign-in',
      },
    ),
    'alternate-empty': fail(
      '{sam} ({user}) has no value in {attribute}, which the extension sends in the place of the user principal name.',
      {
        do: ['Put the user principal name that Entra knows into {attribute} of {sam}.'],
        owner: 'server',
        disrupts: 'user-sign-in',
      },
    ),
    'anchor-differs': warn(
      '{user} in Entra was synchronised from another account than {sam} (source anchor {anchor}): the second factor may be somebody else’s.',
      {
        do: [
          'Compare the source anchor with objectGUID and mS-DS-ConsistencyGuid of {sam}, and find the account it belongs to.',
          'Join the two accounts again, as Microsoft describes for hard matching.',
        ],
        owner: 'tenant',
        disrupts: 'user-sign-in',
      },
    ),
    'cloud-only': warn(
      '{user} in Entra is not synchronised from Active Directory: nothing but the name joins it to {sam}.',
      {
        do: ['Bring {sam} into the scope of the synchronisation, so that both become one account.'],
        owner: 'tenant',
        disrupts: 'user-sign-in',
      },
    ),
    'not-comparable': skip(
      'There are not exactly one account in Active Directory and one in Entra to compare.',
    ),
  },
  judge({user, ad, entra, deployment}, say) {
    const [account] = ad.accounts
    if (!account || ad.accounts.length > 1 || !entra.present) return say('not-comparable')
    const {sAMAccountName: sam, userPrincipalName, objectGuid, consistencyGuid} = account
    const attribute = deployment.alternateLoginIdAttribute
    if (attribute && !account.alternateLoginId) return say('alternate-empty', {user, sam, attribute})
    const sent =
      (attribute ? account.alternateLoginId : userPrincipalName) ?? `${sam} without a user principal name`
    const known = entra.userPrincipalName
    if (sent.trim().toLowerCase() !== known.toLowerCase()) return say('upn-differs', {user, sam, sent, known})
    const anchor = entra.onPremisesImmutableId
    if (anchor === null) return say('cloud-only', {user, sam})
    return (consistencyGuid ?? objectGuid) === anchor
      ? say('same', {user})
      : say('anchor-differs', {user, sam, anchor})
  },
})
