import {causesOf} from './cause.ts'

const refused = causesOf('first-factor')
const follows = ['first-factor', 'timing', 'gateway']

/** NPS itself said no (6273 with its reason), so nobody was asked for a second factor. */
export const firstFactorCauses = {
  'first-factor/secret': refused(
    'secret-garbled',
    'SHARED_SECRET_SYMBOLS',
    'Every password that comes from {whom} is refused (reason 16, {count} times): its shared secret is not the one NPS has, or it garbles special characters in it. MFA is never reached.',
    {
      do: ['Enter a new shared secret on both sides, letters and digits only, then try one user.'],
      explains: follows,
    },
  ),
  'first-factor/16-many': refused(
    'passwords-refused',
    'SHARED_SECRET_SYMBOLS',
    'NPS refuses the passwords of several people (reason 16, {count} times) and accepts nobody. MFA is never reached.',
    {
      do: [
        'Compare the shared secret on both sides.',
        'See that NPS reaches a domain controller that knows these people.',
      ],
      owner: 'server',
      confirm: ['radius.clients', 'directory.reachable'],
      explains: follows,
    },
  ),
  'first-factor/16': refused(
    'password-refused',
    'WRONG_PASSWORD',
    'The user name or password of {whom} was refused (reason 16, {count} times). MFA is not involved.',
    {status: 'warn'},
  ),
  'first-factor/8': refused(
    'user-unknown',
    'NO_SUCH_ACCOUNT',
    'NPS knows no account for {whom} (reason 8, {count} times).',
  ),
  'first-factor/7': refused(
    'domain-unknown',
    'NO_SUCH_ACCOUNT',
    'NPS does not know the domain of {whom} (reason 7, {count} times).',
    {do: ['See the trust to that domain, and the realm the client adds to the name.']},
  ),
  'first-factor/account': refused(
    'account-barred',
    'ACCOUNT_STATE',
    'The account of {whom} may not sign in now ({told}): disabled, expired, locked, or outside its hours.',
  ),
  'first-factor/password': refused(
    'password-expired',
    'PASSWORD_EXPIRED',
    'The password of {whom} has expired or must be changed first ({told}).',
  ),
  'first-factor/48': refused(
    'no-network-policy',
    'POLICY_NO_MATCH',
    'No network policy matches the sign-ins of {whom} (reason 48, {count} times).',
  ),
  'first-factor/49': refused(
    'no-request-policy',
    'CRP_MISSING',
    'No connection request policy matches the sign-ins of {whom} (reason 49, {count} times).',
  ),
  'first-factor/65': refused(
    'dial-in-denied',
    'DIALIN_DENY',
    'The dial-in setting of the account or the network policy refuses {whom} (reason 65, {count} times).',
  ),
  'first-factor/66': refused(
    'method-not-allowed',
    'POLICY_AUTH_METHOD',
    'The network policy does not allow the authentication method that the client speaks ({told}, {count} times, {whom}).',
  ),
  'first-factor/unseen': refused(
    'refused-before-mfa',
    'WRONG_PASSWORD',
    'NPS had refused {whom} before the extension was asked ({count} times): the reason is in the Security log, event 6273.',
    {
      do: [
        'Read the reason code of the events 6273 of that time; audit “Network Policy Server” if there are none.',
      ],
      status: 'warn',
      owner: 'server',
      confirm: ['events.audit', 'user.ad-state'],
    },
  ),
  'first-factor/unseen-many': refused(
    'all-refused-before-mfa',
    'SHARED_SECRET_SYMBOLS',
    'NPS had refused several people and nobody got in ({count} times, {whom}), before the extension was asked: the reason is in the Security log, event 6273.',
    {owner: 'server', confirm: ['events.audit', 'radius.clients']},
  ),
  'first-factor/other': refused(
    'refused-by-nps',
    'NPS_REFUSED',
    'NPS refuses {whom} with {told} ({count} times). MFA is not involved.',
  ),
}
