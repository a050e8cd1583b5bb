import {plain} from '../../core/words.ts'

/** Why a write was refused; `request` is everything that has no name here. */
export type Refusal =
  | 'unreachable'
  | 'token'
  | 'proof'
  | 'permission'
  | 'policy'
  | 'missing'
  | 'exists'
  | 'throttled'
  | 'request'

/** A write that was refused, or never arrived: nothing has changed. */
export class WriteRefused extends Error {
  readonly why: Refusal
  /** Graph's own code, such as Authorization_RequestDenied; null where there is none. */
  readonly code: string | null
  /** What Microsoft finds the request by. */
  readonly requestId: string | null
  /** How long Graph asks to wait, in milliseconds. */
  readonly waitMs: number
  constructor(
    why: Refusal,
    sentence: string,
    {
      code = null,
      requestId = null,
      waitMs = 0,
    }: Partial<Pick<WriteRefused, 'code' | 'requestId' | 'waitMs'>> = {},
  ) {
    super(sentence)
    this.name = 'WriteRefused'
    this.why = why
    this.code = code
    this.requestId = requestId
    this.waitMs = waitMs
  }
}

/** A write of which nobody can say whether it was done: only reading tells. */
export class WriteUnsure extends Error {
  override name = 'WriteUnsure'
}

/** What Graph has answered. */
export interface Said {
  status: number
  code: string
  message: string
  requestId: string
}

/** Graph's codes that have a meaning of their own here; else the status decides. */
const whyByCode: Readonly<Record<string, Refusal>> = {
  Authentication_MissingOrMalformed: 'proof',
  Authorization_RequestDenied: 'permission',
  CredentialInvalidLifetimeAsPerAppPolicy: 'policy',
  CredentialTypeNotAllowedAsPerAppPolicy: 'policy',
  Request_MultipleObjectsWithSameKeyValue: 'exists',
  Request_ResourceNotFound: 'missing',
}
const whyByStatus: Readonly<Record<number, Refusal>> = {401: 'token', 403: 'permission', 429: 'throttled'}

export const whyRefused = ({status, code}: Said): Refusal =>
  (Object.hasOwn(whyByCode, code) ? whyByCode[code] : whyByStatus[status]) ?? 'request'

/** What whoever runs this does about it. */
const cures: Readonly<Record<Refusal, (permission: string) => string>> = {
  unreachable: () => 'see to the way to Microsoft Graph first',
  token: (permission) => `get a new token, with the permission ${permission}`,
  proof: () => 'the proof of an existing key was not taken; register the certificate without one',
  permission: (permission) => `grant the permission ${permission} to the identity that asks`,
  policy: () =>
    'the tenant’s app management policy forbids such a certificate; give it a shorter validity, or exempt this service principal from the policy',
  missing: () => 'create the service principal first',
  exists: () => 'it is there already',
  throttled: () => 'try again later',
  request: () => 'nothing was changed',
}

const said = ({status, code, message, requestId}: Said) =>
  plain(`${[status, code, message].join(' ').trim()}; request-id ${requestId}`)

/** One sentence: what was refused, in whose words, and the cure. */
export const refusalText = (what: string, why: Refusal, permission: string, answer: Said): string =>
  `Microsoft Graph refused to ${what} (${said(answer)}): ${cures[why](permission)}`

export const unsureText = (what: string, answer: Said): string =>
  `Microsoft Graph failed while it was asked to ${what} (${said(answer)}); whether it was done shows when it is read back`
