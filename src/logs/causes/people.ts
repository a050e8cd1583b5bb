import {causesOf} from './cause.ts'

export const afterwards = ['timing', 'gateway', 'extension/discarded', 'extension/rejected']
const user = causesOf('user', {explains: afterwards})
const method = causesOf('method', {disrupts: 'nps-restart'})
const action = causesOf('action', {status: 'warn', explains: afterwards})
const timing = causesOf('timing')

const again = ['timing', 'gateway', 'extension/discarded', 'action/throttled', 'result']

/** The person is not found, has no method that works here, or did something else than approve; or time ran out. */
export const peopleCauses = {
  'user/name-broken': user(
    'name-has-line-break',
    'UPN_WHITESPACE',
    'The name of {whom} has a line break or blank in Active Directory, which breaks the event’s own text: the MFA service finds nobody of that name ({told}, {count} times).',
    {confirm: ['user.in-ad', 'user.same-person'], explains: ['user', 'result', ...afterwards]},
  ),
  'user/not-found': user(
    'not-found',
    'USER_NOT_IN_TENANT',
    'The tenant does not know {whom} ({told}, {count} times).',
  ),
  'user/not-found-many': user(
    'nobody-found',
    'TENANT_INACTIVE',
    'The MFA service finds nobody ({told}, {count} times): the tenant’s subscription has lapsed, or the extension’s certificate names another tenant.',
  ),
  'user/lookup': user(
    'lookup-failed',
    'CANONICALIZATION',
    'The extension could not look {whom} up in Active Directory ({told}, {count} times).',
  ),
  'user/other-tenant': user(
    'other-tenant',
    'CROSS_TENANT',
    'The domain of {whom} belongs to another tenant ({told}, {count} times).',
  ),
  'user/no-method': user(
    'no-method',
    'NO_DEFAULT_METHOD',
    '{whom} has no second factor that works ({told}, {count} times).',
  ),
  'user/blocked': user(
    'blocked',
    'USER_BLOCKED_FRAUD',
    '{whom} is blocked for MFA or reported a prompt as fraud ({told}, {count} times).',
  ),
  'user/service': user(
    'service-refuses',
    'SERVICE_SIDE',
    'The MFA service refuses {whom} for a reason of its own ({told}, {count} times).',
  ),
  'user/unknown': user(
    'unknown-result',
    'SERVICE_SIDE',
    'The MFA service refuses {whom} with a result that npsmfa does not know ({told}, {count} times).',
    {do: ['Look the result up in Microsoft’s list of errors of the NPS extension.']},
  ),
  'method/code-not-given': method(
    'code-not-given',
    'PROTOCOL_NO_OTP',
    '{whom} was asked for a code and none came back ({count} times): the client cannot ask for one, or its protocol cannot carry one.',
    {explains: ['timing', 'gateway', 'result/InvalidSession']},
  ),
  'method/code-on-gateway': method(
    'code-on-gateway',
    'NUMBER_MATCHING_RDG',
    '{whom} is asked for a code, which an RD Gateway has no place for ({count} times): the extension asks for codes instead of approvals since 1.2.2216.1.',
    {explains: ['timing', 'gateway']},
  ),
  'action/wrong-code': action(
    'wrong-code',
    'WRONG_CODE',
    '{whom} gave a wrong code ({told}, {count} times).',
  ),
  'action/denied': action('denied', 'USER_DENIED', '{whom} refused the prompt ({told}, {count} times).'),
  'action/no-answer': action(
    'no-answer',
    'NO_RESPONSE',
    '{whom} did not answer the prompt in time ({told}, {count} times).',
  ),
  'action/locked': action(
    'locked',
    'MFA_LOCKOUT',
    '{whom} is locked out of MFA for a while ({told}, {count} times).',
  ),
  'action/throttled': action(
    'throttled',
    'THROTTLED',
    '{whom} was asked too often in a short time ({told}, {count} times).',
  ),
  'action/asked-already': action(
    'asked-already',
    'DUPLICATE_CHALLENGE',
    '{whom} was being asked already when the next request came ({told}, {count} times).',
  ),
  'action/session': action(
    'session-expired',
    'SESSION_EXPIRED',
    '{whom} answered too late, or another NPS server was asked ({told}, {count} times).',
  ),
  'timing/repeated': timing(
    'client-impatient',
    'NAS_TIMEOUT',
    'The RADIUS client does not wait for the second factor: it asked again within seconds ({count} times, {whom}), so that people get several prompts and no answer.',
    {explains: again},
  ),
  'timing/gateway-impatient': timing(
    'gateway-impatient',
    'NAS_TIMEOUT',
    'The RD Gateway does not wait for the second factor: it asked again within seconds ({count} times, {whom}), so that people approve several prompts and are not let in.',
    {
      do: [
        'On the gateway, in the remote RADIUS server group, load balancing: raise both “Number of seconds” to 60.',
      ],
      explains: again,
    },
  ),
  'timing/unanswered': timing(
    'unanswered',
    'EXT_ERROR_DISCARD',
    'NPS did not answer {count} requests of {whom}, and no log here says why.',
    {do: ['Add the extension’s logs and the Security log of that time.'], status: 'warn'},
  ),
}
