import {type CauseId, causeOf as known} from '../catalogue/causes.ts'
import type {Code} from '../catalogue/code.ts'
import {extensionCodeTable, serviceResultTable} from '../catalogue/codes/extension.ts'
import {npsReasons} from '../catalogue/codes/nps.ts'
import {tokenLibraryCode} from '../catalogue/codes/token-library.ts'
import {causesOfRefusal} from '../catalogue/codes/token-service.ts'
import type {LogCause} from './causes/cause.ts'
import {firstFactorCauses} from './causes/first-factor.ts'
import {generalCause, type Kind} from './causes/general.ts'
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
  'extension/ESTS_TOKEN_ERROR': 'token/none',
  'system/nps-4401': 'system/nps-4402',
  'system/nps-14': 'system/nps-18',
}

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
const many = ({people, nobodyElse}: Shape) => people >= several && nobodyElse

/** The cause that a signal stands for; null for a signal that is never one by itself. */
export function causeOf(signal: string, shape: Shape): LogCause | null {
  const own = shaped(signal, shape) ?? names[signal] ?? (isKey(signal) ? signal : null)
  return own ? logCauses[own] : listed(signal, shape)
}

const isKey = (signal: string): signal is CauseKey => Object.hasOwn(logCauses, signal)

/** Where many at once, a whole client, or a gateway mean something else than one person. */
function shaped(signal: string, shape: Shape): CauseKey | null {
  const {people, nobodyElse, scope, onGateway} = shape
  if (signal === 'mfa/off') return scope === 'all' ? 'mfa/off' : 'mfa/exempt'
  if (signal === 'method/code-not-given' && onGateway) return 'method/code-on-gateway'
  if (signal === 'timing/repeated' && onGateway) return 'timing/gateway-impatient'
  if (signal === 'first-factor/16' && people >= 2 && nobodyElse && scope.startsWith('nas:'))
    return 'first-factor/secret'
  if (signal === 'first-factor/16' && many(shape)) return 'first-factor/16-many'
  return signal === 'first-factor/unseen' && many(shape) ? 'first-factor/unseen-many' : null
}

/** Where the catalogue knows the codes of a kind, and what is said of those it does not know. */
const tables: Readonly<Record<Kind, readonly [(name: string) => Code['causes'] | undefined, CauseKey]>> = {
  'first-factor': [(name) => npsReasons.get(name)?.causes, 'first-factor/other'],
  result: [(name) => serviceResultTable.get(name)?.causes, 'user/unknown'],
  extension: [(name) => extensionCodeTable.get(name)?.causes, 'extension/unknown'],
  token: [(name) => causesOfRefusal(name) ?? tokenLibraryCode(Number(name))?.causes, 'token/refused'],
}
const isKind = (kind: string): kind is Kind => Object.hasOwn(tables, kind)

/** What the catalogue says of a code, in the words of logs where they have some for that cause. */
function listed(signal: string, shape: Shape): LogCause | null {
  const [kind = '', name = ''] = signal.split('/', 2)
  if (!isKind(kind)) return null
  const [causesOf, unknown] = tables[kind]
  const id = fitting((causesOf(name) ?? []) as readonly CauseId[], shape)
  if (id === null) return logCauses[unknown]
  const key = keys[kind][id]
  return key ? logCauses[key] : generalCause(kind, id)
}

/** Of a code's causes the likeliest that befalls as many as it befell; in one domain that of another domain. */
function fitting(ids: readonly CauseId[], shape: Shape): CauseId | null {
  const domain = shape.scope.startsWith('domain:') && ids.includes('CROSS_DOMAIN_LOOKUP')
  if (domain) return 'CROSS_DOMAIN_LOOKUP'
  const other = many(shape) ? 'one' : shape.people === 1 && !shape.nobodyElse ? 'many' : null
  return ids.find((id) => known(id).scope !== other) ?? ids[0] ?? null
}

/** Which causes logs tell in words of their own, by what kind of code. */
const keys: Readonly<Record<Kind, Partial<Record<CauseId, CauseKey>>>> = {
  'first-factor': {
    ACCOUNT_STATE: 'first-factor/account',
    CRP_MISSING: 'first-factor/49',
    DIALIN_DENY: 'first-factor/65',
    NO_DOMAIN_CONTROLLER: 'system/nps-4402',
    PASSWORD_EXPIRED: 'first-factor/password',
    POLICY_AUTH_METHOD: 'first-factor/66',
  },
  token: {
    CERT_EXPIRED: 'token/certificate-expired',
    CERT_PAIR_MISMATCH: 'token/certificate-refused',
    CERT_PRIVATE_KEY_ACL: 'token/key',
    CLOCK_WRONG: 'token/clock',
    // The token library asks the token service only.
    NET_BLOCKED: 'network/login',
    NET_DNS: 'network/name',
    NET_LOGIN_BLOCKED: 'network/login',
    NET_TLS_INSPECTION: 'network/tls',
    SERVICE_SIDE: 'token/busy',
    SOVEREIGN_CLOUD: 'token/wrong-cloud',
    SP_DISABLED: 'token/client-disabled',
    SP_MISSING: 'token/client-missing',
    TENANT_ID_FORMAT: 'token/tenant-not-found',
    TLS12_DISABLED: 'network/old-tls',
  },
  extension: {
    CANONICALIZATION: 'user/lookup',
    COLOCATED_ROLE: 'extension/REQUEST_FORMAT_ERROR',
    PROTOCOL_NO_OTP: 'method/code-not-given',
    REGISTRY_KEY_MISSING: 'registry/missing',
    SERVICE_SIDE: 'extension/unknown',
  },
  result: {
    CROSS_TENANT: 'user/other-tenant',
    DUPLICATE_CHALLENGE: 'action/asked-already',
    MFA_LOCKOUT: 'action/locked',
    NO_DEFAULT_METHOD: 'user/no-method',
    NO_RESPONSE: 'action/no-answer',
    SERVICE_SIDE: 'user/service',
    SESSION_EXPIRED: 'action/session',
    TENANT_INACTIVE: 'user/not-found-many',
    THROTTLED: 'action/throttled',
    USER_BLOCKED_FRAUD: 'user/blocked',
    USER_DENIED: 'action/denied',
    USER_NOT_IN_TENANT: 'user/not-found',
    WRONG_CODE: 'action/wrong-code',
  },
}
