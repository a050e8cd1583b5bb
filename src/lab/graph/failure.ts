import {randomUUID} from 'node:crypto'
import type {PublicError, PublicErrorDetail} from '@microsoft/microsoft-graph-types'
import type {Asked, Told} from '../http/face.ts'

/** Status and text of each refusal that our Graph knows; the text may be made more precise. */
const kinds = {
  InvalidAuthenticationToken: [401, 'Access token is empty.'],
  Authorization_RequestDenied: [403, 'Insufficient privileges to complete the operation.'],
  Request_ResourceNotFound: [404, 'Resource does not exist.'],
  BadRequest: [400, 'Resource not found for the segment.'],
  Request_BadRequest: [400, 'Invalid request.'],
  Request_UnsupportedQuery: [400, 'Unsupported or invalid query filter clause.'],
  TooManyRequests: [429, 'Too Many Requests'],
  // Of addKey (microsoftgraph/microsoft-graph-docs#10686): it does not say what of a proof is wrong.
  Authentication_MissingOrMalformed: [401, 'Access Token missing or malformed.'],
  Request_MultipleObjectsWithSameKeyValue: [
    400,
    'The service principal cannot be created, updated, or restored because the service principal name is already in use.',
  ],
  KeyCredentialsInvalidEndDate: [400, 'Key credential end date is invalid.'],
  // OfficeDev/microsoft-365-agents-toolkit#10998
  CredentialInvalidLifetimeAsPerAppPolicy: [400, 'Credential lifetime exceeds the max value allowed.'],
  InternalServerError: [500, 'Internal server error.'],
  ServiceUnavailable: [503, 'The service is temporarily unavailable.'],
  UnknownError: [504, ''],
} as const

/** A refusal of Graph. */
export class GraphFailure extends Error {
  code: keyof typeof kinds
  headers: Readonly<Record<string, string>>
  details: readonly PublicErrorDetail[]
  constructor(
    code: keyof typeof kinds,
    text: string = kinds[code][1],
    headers = {},
    details: readonly PublicErrorDetail[] = [],
  ) {
    super(text)
    this.code = code
    this.headers = headers
    this.details = details
  }
}

export interface Ids {
  'request-id': string
  'client-request-id': string
}

export function requestIds({headers}: Asked): Ids {
  const id = randomUUID()
  return {'request-id': id, 'client-request-id': headers['client-request-id']?.toString().slice(0, 100) ?? id}
}

export function failureAnswer({code, message, headers, details}: GraphFailure, ids: Ids, now: Date): Told {
  const innerError = {date: now.toISOString().slice(0, 19), ...ids}
  const more = details.length > 0 ? {details: [...details]} : {}
  const error = {code, message, ...more, innerError} satisfies PublicError & {
    innerError: Ids & {date: string}
  }
  return {status: kinds[code][0], headers: {...ids, ...headers}, body: {error}}
}
