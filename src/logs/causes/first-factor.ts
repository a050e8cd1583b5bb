import {causesOf} from './cause.ts'

const network = causesOf('first-factor', 'network')
const server = causesOf('first-factor', 'server')
const user = causesOf('first-factor', 'user')

const follows = ['first-factor', 'timing', 'gateway']
const everyday = {status: 'warn'} as const

/** NPS itself said no (6273 with its reason), so nobody was asked for a second factor. */
export const firstFactorCauses = {
  'first-factor/secret': network(
    'secret-garbled',
    'SHARED_SECRET_SYMBOLS',
    'Every password that comes from {whom} is refused (reason 16, {count} times): its shared secret is not the one NPS has, or it garbles special characters in it. MFA is never reached.',
    'Enter a new shared secret on both sides, letters and digits only, then try one user.',
    {confirm: ['radius.clients'], explains: follows},
  ),
  'first-factor/16-many': server(
    'passwords-refused',
    'SHARED_SECRET_MISMATCH',
    'NPS refuses the passwords of several people (reason 16, {count} times) and accepts nobody. MFA is never reached.',
    [
      'Compare the shared secret on both sides.',
      'See that NPS reaches a domain controller that knows these people.',
    ],
    {confirm: ['radius.clients', 'directory.reachable'], explains: follows},
  ),
  'first-factor/16': user(
    'password-refused',
    'FIRST_FACTOR',
    'The user name or password of {whom} was refused (reason 16, {count} times). MFA is not involved.',
    'Try the password elsewhere; reset it if it is refused there too.',
    everyday,
  ),
  'first-factor/8': user(
    'user-unknown',
    'CANONICALIZATION',
    'NPS knows no account for {whom} (reason 8, {count} times).',
    'See how the name is typed, and that the account’s domain is trusted.',
    {confirm: ['user.in-ad']},
  ),
  'first-factor/7': server(
    'domain-unknown',
    'CANONICALIZATION',
    'NPS does not know the domain of {whom} (reason 7, {count} times).',
    'See the trust to that domain, and the realm the client adds to the name.',
    {confirm: ['user.in-ad']},
  ),
  'first-factor/account': user(
    'account-barred',
    'AD_STATE',
    'The account of {whom} may not sign in now ({told}): disabled, expired, locked, outside its hours, or its password must be changed.',
    'Look at the account in Active Directory.',
    {confirm: ['user.ad-state']},
  ),
  'first-factor/48': server(
    'no-network-policy',
    'POLICY_NO_MATCH',
    'No network policy matches the sign-ins of {whom} (reason 48, {count} times).',
    'See the conditions and the order of the network policies: groups, client, times.',
  ),
  'first-factor/49': server(
    'no-request-policy',
    'CRP_MISSING',
    'No connection request policy matches the sign-ins of {whom} (reason 49, {count} times).',
    'Add a connection request policy that authenticates on this server.',
  ),
  'first-factor/65': user(
    'dial-in-denied',
    'DIALIN_DENY',
    'The dial-in setting of the account or the network policy refuses {whom} (reason 65, {count} times).',
    'Set the account’s dial-in permission to “Control access through NPS Network Policy”, or correct the policy.',
    {confirm: ['user.dial-in']},
  ),
  'first-factor/66': server(
    'method-not-allowed',
    'POLICY_AUTH_METHOD',
    'The network policy does not allow the authentication method that the client speaks (reason 66, {count} times, {whom}).',
    'Allow this method in that policy, or set the client to one that is allowed.',
  ),
  'first-factor/unseen': server(
    'refused-before-mfa',
    'FIRST_FACTOR',
    'NPS had refused {whom} before the extension was asked ({count} times): the reason is in the Security log, event 6273.',
    'Read the reason code of the events 6273 of that time; audit “Network Policy Server” if there are none.',
    {confirm: ['events.audit']},
  ),
  'first-factor/other': server(
    'refused-by-nps',
    'FIRST_FACTOR',
    'NPS refuses {whom} with {told} ({count} times). MFA is not involved.',
    'Look the reason code up in Microsoft’s list of NPS reason codes.',
  ),
}
