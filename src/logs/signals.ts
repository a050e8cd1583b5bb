import type {LogCause} from './causes/cause.ts'
import {firstFactorCauses} from './causes/first-factor.ts'
import {networkCauses} from './causes/network.ts'
import {peopleCauses} from './causes/people.ts'
import {serverCauses} from './causes/server.ts'
import {tokenCauses} from './causes/token.ts'

export const logCauses = {
  ...serverCauses,
  ...firstFactorCauses,
  ...tokenCauses,
  ...networkCauses,
  ...peopleCauses,
}
export type CauseKey = keyof typeof logCauses

/** Signals that are told by another name. */
const names: Readonly<Record<string, CauseKey>> = {
  'extension/HTTPS_COMMUNICATION_ERROR': 'network/mfa-service',
  'extension/HTTP_CONNECT_ERROR': 'network/mfa-service',
  'extension/USERNAME_CANONICALIZATION_ERROR': 'user/lookup',
  'extension/ALTERNATE_LOGIN_ID_ERROR': 'user/lookup',
  'extension/REQUEST_MISSING_CODE': 'method/code-not-given',
  'extension/CONTACT_SUPPORT': 'extension/unknown',
  'extension/ESTS_TOKEN_ERROR': 'token/none',
  'token/assertion-malformed': 'token/refused',
  'token/secret-refused': 'token/refused',
  'token/old-tls': 'network/tls',
  'token/policy': 'token/refused',
  'token/tenant-restrictions': 'token/refused',
  'token/wrong-identity': 'token/refused',
  'first-factor/4': 'system/nps-4402',
  'first-factor/5': 'system/nps-4402',
  'system/nps-4401': 'system/nps-4402',
}

const accountReasons = new Set([32, 33, 34, 35, 36, 37, 38, 64])

/** Results of the MFA service, by what a person can do about them. */
const results: readonly (readonly [CauseKey, RegExp])[] = [
  ['user/not-found', /^(?:UserNotFound|BecAccessDenied|InvalidArgument)$/],
  ['user/other-tenant', /^AccessDenied$/],
  ['user/lookup', /^InvalidParameter$/],
  [
    'user/no-method',
    /^(?:AuthenticationMethodNot|NoDefaultAuthentication|ProofData|InvalidFormat|StrongAuthenticationServiceInvalid)/,
  ],
  ['user/blocked', /^(?:UserIsBlocked|PhoneAppFraud)/],
  ['action/wrong-code', /^(?:OathCode|SMSAuthFailedWrong)/],
  ['action/locked', /^(?:SMSAuthFailedMax|AuthenticationMethodLocked$)/],
  ['action/throttled', /^(?:AuthenticationMethodLimit|AuthenticationThrottled|UserAuthFailedDuplicate)/],
  ['action/session', /^InvalidSession/],
  ['action/denied', /^PhoneAppDenied$/],
  ['action/no-answer', /^(?:PhoneAppNoResponse|UserVoiceAuthFailed)/],
  ['user/service', /^(?:TenantIsBlocked|InternalError|VersionNotSupported)$/],
]

/** What a signal's failures look like together, which decides between the meanings that a code may have. */
export interface Shape {
  people: number
  /** Nobody else of the same place got in meanwhile. */
  nobodyElse: boolean
  scope: string
  onGateway: boolean
}

/** That the tenant knows nobody, that no password is right, is told by this many people. */
const several = 3

/** The cause that a signal stands for; null for a signal that is never one by itself. */
export function causeOf(signal: string, shape: Shape): LogCause | null {
  const key = keyOf(signal, shape)
  return key === null ? null : logCauses[key]
}

function keyOf(signal: string, {people, nobodyElse, scope, onGateway}: Shape): CauseKey | null {
  const [kind, rest = ''] = signal.split('/', 2)
  if (signal === 'mfa/off') return scope === 'all' ? 'mfa/off' : 'mfa/exempt'
  if (signal === 'method/code-not-given' && onGateway) return 'method/code-on-gateway'
  if (signal === 'timing/repeated' && onGateway) return 'timing/gateway-impatient'
  if (signal === 'first-factor/16' && people >= 2 && nobodyElse)
    return scope.startsWith('nas:')
      ? 'first-factor/secret'
      : people >= several
        ? 'first-factor/16-many'
        : 'first-factor/16'
  if (kind === 'first-factor' && accountReasons.has(Number(rest))) return 'first-factor/account'
  if (kind === 'result') {
    const found = results.find(([, pattern]) => pattern.test(rest))?.[0] ?? 'user/unknown'
    return found === 'user/not-found' && people >= several && nobodyElse ? 'user/not-found-many' : found
  }
  if (Object.hasOwn(names, signal)) return names[signal]!
  if (Object.hasOwn(logCauses, signal)) return signal as CauseKey
  if (kind === 'first-factor') return 'first-factor/other'
  return kind === 'extension' ? 'extension/unknown' : kind === 'token' ? 'token/refused' : null
}
