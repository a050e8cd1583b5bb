import {XmlError} from '../xml.ts'
import type {Operation} from './contracts.ts'
import {type Fields, readDocument} from './document.ts'

/** What came of a request; the service says so within HTTP 200. */
export interface Result {
  /** "Success", "PhoneAppDenied" …; empty where there is none, or what is no name. */
  value: string
  message: string
  retry: boolean
  /** The service wants the certificate renewed. */
  renewCertificate: boolean
}

export interface Method {
  /** "PhoneAppNotification", "OneWaySMS" … */
  id: string
  isDefault: boolean
  properties: ReadonlyMap<string, string>
}

export interface MethodsAnswer {
  result: Result
  methods: readonly Method[]
}

/** `challenge`: a code is due; null: the user is being asked. */
type Decided = 'true' | 'false' | 'challenge' | null

export interface BeginAnswer {
  result: Result
  sessionId: string | null
  decided: Decided
  /** Where the session lives: the URL for `EndTwoWayAuthentication`. */
  affinityUrl: string | null
}

export interface EndAnswer {
  result: Result
  decided: Decided
}

/** More methods than anybody can register. */
const mostMethods = 50

/** The answers to each operation; null for what is no such document. They never throw. */
export const readMethods = (text: string): MethodsAnswer | null =>
  reading('GetAvailableAuthenticationMethods', text, (fields) => ({
    result: resultIn(fields),
    methods: fields
      .members('AuthenticationMethods')
      .all('AuthenticationMethod')
      .slice(0, mostMethods)
      .map((method) => ({
        id: nameIn(method, 'Id'),
        isDefault: method.flag('IsDefault'),
        properties: method.pairs('Properties'),
      })),
  }))

export const readBegin = (text: string): BeginAnswer | null =>
  reading('BeginTwoWayAuthentication', text, (fields) => ({
    result: resultIn(fields),
    sessionId: fields.text('SessionId'),
    decided: decidedIn(fields),
    affinityUrl: fields.text('AffinityUrl') || fields.text('ChallengeUri'),
  }))

export const readEnd = (text: string): EndAnswer | null =>
  reading('EndTwoWayAuthentication', text, (fields) => ({
    result: resultIn(fields),
    decided: decidedIn(fields),
  }))

function reading<T>(operation: Operation, text: string, read: (fields: Fields) => T): T | null {
  try {
    const fields = readDocument(`${operation}Response`, text)
    return fields && read(fields)
  } catch (error) {
    if (error instanceof XmlError) return null
    throw error
  }
}

/** Results and methods are names of the service's own, which may be new but never are text. */
const nameIn = (fields: Fields, member: string): string =>
  /^[A-Za-z]\w{0,79}$/.exec(fields.text(member) ?? '')?.[0] ?? ''

function resultIn(fields: Fields): Result {
  const result = fields.members('Result')
  return {
    value: nameIn(result, 'Value'),
    message: result.text('Message') || result.text('Exception') || '',
    retry: result.flag('Retry'),
    renewCertificate: result.flag('RenewCert'),
  }
}

function decidedIn(fields: Fields): Decided {
  const text = fields.text('AuthenticationResult')?.toLowerCase() ?? ''
  return text === 'true' || text === 'false' || text === 'challenge' ? text : null
}
