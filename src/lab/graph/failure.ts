import {randomUUID} from 'node:crypto'
import type {PublicError} from '@microsoft/microsoft-graph-types'
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
} as const

/** A refusal of Graph. */
export class GraphFailure extends Error {
  code: keyof typeof kinds
  headers: Readonly<Record<string, string>>
  constructor(code: keyof typeof kinds, text: string = kinds[code][1], headers = {}) {
    super(text)
    this.code = code
    this.headers = headers
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

export function failureAnswer({code, message, headers}: GraphFailure, ids: Ids, now: Date): Told {
  const innerError = {date: now.toISOString().slice(0, 19), ...ids}
  const error = {code, message, innerError} satisfies PublicError & {innerError: Ids & {date: string}}
  return {status: kinds[code][0], headers: {...ids, ...headers}, body: {error}}
}
