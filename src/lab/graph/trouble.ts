import type {Told} from '../http/face.ts'
import type {Trouble} from '../state.ts'
import {GraphFailure} from './failure.ts'

const codes = {
  throttled: 'TooManyRequests',
  failed: 'InternalServerError',
  unavailable: 'ServiceUnavailable',
  'gateway-timeout': 'UnknownError',
} as const

/** What is heard of a write that something has happened to: a refusal, a connection that ends, or nothing at all. */
export function heardOf({answer, retryAfterSeconds}: Trouble): Told | null {
  if (answer === 'silence') return null
  if (answer === 'breaks-off') return {status: 0, body: ''}
  const headers = retryAfterSeconds === null ? {} : {'Retry-After': String(retryAfterSeconds)}
  throw new GraphFailure(codes[answer], undefined, headers)
}
