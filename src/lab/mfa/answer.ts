import type {Members, Value} from '../../codecs/mfa/write.ts'
import type {Available} from './person.ts'

/** An answer's beginning: "Success", or why not. */
export const resultOf = (value: string, message: string | null = null): Value => ({
  members: [
    ['Value', value],
    ['Message', message],
    ['Retry', String(value === 'AuthenticationPending')],
    ['Error', null],
    ['Exception', null],
    ['RenewCert', 'false'],
  ],
})

/** What a request came to. */
export interface Outcome {
  result: string
  /** Of the second factor: null while it is open. */
  decided: 'true' | 'false' | 'challenge' | null
  session: string | null
}

export const refused = (result: string): Outcome => ({result, decided: 'false', session: null})

export const beginMembers = (
  {result, decided, session}: Outcome,
  user: string,
  affinity: string,
): Members => [
  ['Version', '1.0'],
  ['Result', resultOf(result)],
  ['SessionId', session],
  ['AuthenticationResult', decided],
  ['UserPrincipalName', user],
  ['AffinityUrl', affinity],
  ['ValidEntropyNumber', '0'],
]

const pending = 'The authentication has not been completed yet, please try again.'

export const endMembers = ({result, decided}: Outcome): Members => [
  ['Version', '1.0'],
  ['Result', resultOf(result, result === 'AuthenticationPending' ? pending : null)],
  ['AuthenticationResult', decided],
  ['LocationData', null],
  ['CompletedInteractively', String(decided === 'true')],
]

export const methodsMembers = (
  result: string,
  methods: readonly Available[],
  user: string,
  now: Date,
): Members => [
  ['Version', '1.0'],
  ['Result', resultOf(result)],
  ['AuthenticationMethods', {members: methods.map((method) => ['AuthenticationMethod', described(method)])}],
  ['CreateTimeSeconds', String(Math.floor(now.getTime() / 1_000))],
  ['UserPrincipalName', user],
]

const described = ({id, isDefault, properties}: Available): Value => ({
  members: [
    ['Id', id],
    ['IsDefault', String(isDefault)],
    ['Properties', {pairs: properties}],
  ],
})
