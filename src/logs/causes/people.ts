import {causesOf} from './cause.ts'

const user = causesOf('user', 'user')
const tenant = causesOf('user', 'tenant')
const method = causesOf('method', 'server')
const action = causesOf('action', 'user')
const timing = causesOf('timing', 'network')

const after = ['timing', 'gateway', 'extension/discarded', 'extension/rejected']
const everyday = {status: 'warn', explains: after} as const

/** The person is not found, has no method that works here, or did something else than approve; or time ran out. */
export const peopleCauses = {
  'user/name-broken': user(
    'name-has-line-break',
    'UPN_WHITESPACE',
    'The name of {whom} has a line break or blank in Active Directory, which breaks the event’s own text: the MFA service finds nobody of that name ({told}, {count} times).',
    'Clear the userPrincipalName of the account of the stray character, and let it synchronise.',
    {confirm: ['user.in-ad', 'user.same-person'], explains: ['user', 'result', ...after]},
  ),
  'user/not-found': user(
    'not-found',
    'USER_NOT_IN_TENANT',
    'The tenant does not know {whom} ({told}, {count} times).',
    'Compare the name in Active Directory with the one in Entra, and synchronise the account.',
    {confirm: ['user.in-entra', 'user.same-person'], explains: after},
  ),
  'user/not-found-many': tenant(
    'nobody-found',
    'TENANT_INACTIVE',
    'The MFA service finds nobody ({told}, {count} times): the tenant’s subscription has lapsed, or the extension’s certificate names another tenant.',
    ['See that the tenant’s subscription is active.', 'Compare the certificate’s subject with TENANT_ID.'],
    {confirm: ['tenant.licences', 'cert.subject', 'tenant.client-principal'], explains: after},
  ),
  'user/lookup': user(
    'lookup-failed',
    'CANONICALIZATION',
    'The extension could not look {whom} up in Active Directory ({told}, {count} times).',
    'See that the account can be read from this server: trust, global catalog, the attribute of LDAP_ALTERNATE_LOGINID_ATTRIBUTE.',
    {confirm: ['user.in-ad', 'registry.alternate-login-id'], explains: after},
  ),
  'user/other-tenant': tenant(
    'other-tenant',
    'CROSS_TENANT',
    'The domain of {whom} belongs to another tenant ({told}, {count} times).',
    'Give these people an NPS server of their own, with the certificate of their tenant.',
    {confirm: ['tenant.domains', 'user.upn-suffix'], explains: after},
  ),
  'user/no-method': user(
    'no-method',
    'NO_DEFAULT_METHOD',
    '{whom} has no second factor that works ({told}, {count} times).',
    'Let the user register one at aka.ms/mysecurityinfo and make it the default.',
    {confirm: ['user.mfa-methods'], explains: after},
  ),
  'user/blocked': user(
    'blocked',
    'USER_BLOCKED_FRAUD',
    '{whom} is blocked for MFA or reported a prompt as fraud ({told}, {count} times).',
    'Find out who asked; then unblock the user in Entra.',
    {explains: after},
  ),
  'user/service': tenant(
    'service-refuses',
    'SERVICE_SIDE',
    'The MFA service refuses {whom} for a reason of its own ({told}, {count} times).',
    'Look at the tenant’s service health; give Microsoft’s support the CID and the time.',
    {explains: after},
  ),
  'user/unknown': tenant(
    'unknown-result',
    'MFA_REFUSED',
    'The MFA service refuses {whom} with a result that npsmfa does not know ({told}, {count} times).',
    'Look the result up in Microsoft’s list of errors of the NPS extension.',
    {explains: after},
  ),
  'method/code-not-given': method(
    'code-not-given',
    'PROTOCOL_NO_OTP',
    '{whom} was asked for a code and none came back ({count} times): the client cannot ask for one, or its protocol cannot carry one.',
    'Let the client speak PAP and show the question, or set OVERRIDE_NUMBER_MATCHING_WITH_OTP to FALSE and restart NPS.',
    {
      confirm: ['registry.otp-override', 'user.method-transportable'],
      disrupts: 'nps-restart',
      explains: ['timing', 'gateway', 'result/InvalidSession'],
    },
  ),
  'method/code-on-gateway': method(
    'code-on-gateway',
    'NUMBER_MATCHING_RDG',
    '{whom} is asked for a code, which an RD Gateway has no place for ({count} times): the extension asks for codes instead of approvals since 1.2.2216.1.',
    'Set OVERRIDE_NUMBER_MATCHING_WITH_OTP to FALSE (REG_SZ) under HKLM\\SOFTWARE\\Microsoft\\AzureMfa, and restart NPS.',
    {
      confirm: ['registry.otp-override', 'extension.version'],
      disrupts: 'nps-restart',
      explains: ['timing', 'gateway'],
    },
  ),
  'action/wrong-code': action(
    'wrong-code',
    'WRONG_CODE',
    '{whom} gave a wrong code ({told}, {count} times).',
    'Try again with a fresh code; see that the phone’s clock is right.',
    everyday,
  ),
  'action/denied': action(
    'denied',
    'USER_DENIED',
    '{whom} refused the prompt ({told}, {count} times).',
    'Ask whether the user had asked for the sign-in; if not, change the password.',
    everyday,
  ),
  'action/no-answer': action(
    'no-answer',
    'NO_RESPONSE',
    '{whom} did not answer the prompt in time ({told}, {count} times).',
    'See that the phone is online and shows notifications.',
    everyday,
  ),
  'action/locked': action(
    'locked',
    'MFA_LOCKOUT',
    '{whom} is locked out of MFA for a while ({told}, {count} times).',
    'Wait, or unblock the user in Entra.',
    everyday,
  ),
  'action/throttled': action(
    'throttled',
    'THROTTLED',
    '{whom} was asked too often in a short time ({told}, {count} times).',
    'Wait; use the app instead of calls and SMS, and raise the client’s timeout.',
    everyday,
  ),
  'action/session': action(
    'session-expired',
    'SESSION_EXPIRED',
    '{whom} answered too late, or another NPS server was asked ({told}, {count} times).',
    'Answer within three minutes; send both requests to one server.',
    everyday,
  ),
  'timing/repeated': timing(
    'client-impatient',
    'NAS_TIMEOUT',
    'The RADIUS client does not wait for the second factor: it asked again within seconds ({count} times, {whom}), so that people get several prompts and no answer.',
    'Set the RADIUS timeout of the client to at least 60 seconds and its retries to one.',
    {
      confirm: ['radius.timing'],
      explains: ['timing', 'gateway', 'extension/discarded', 'action/throttled', 'result'],
    },
  ),
  'timing/gateway-impatient': timing(
    'gateway-impatient',
    'NAS_TIMEOUT',
    'The RD Gateway does not wait for the second factor: it asked again within seconds ({count} times, {whom}), so that people approve several prompts and are not let in.',
    'On the gateway, in the remote RADIUS server group, load balancing: raise both “Number of seconds” to 60.',
    {
      confirm: ['radius.timing'],
      explains: ['timing', 'gateway', 'extension/discarded', 'action/throttled', 'result'],
    },
  ),
  'timing/unanswered': timing(
    'unanswered',
    'NAS_TIMEOUT',
    'NPS did not answer {count} requests of {whom}, and no log here says why.',
    'Add the extension’s logs and the Security log of that time.',
    {status: 'warn'},
  ),
}
