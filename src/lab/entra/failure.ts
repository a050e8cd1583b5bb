import {randomUUID} from 'node:crypto'
import type {Told} from '../http/face.ts'

/** HTTP status and OAuth error of each failure that our token service knows. */
const kinds = {
  7000112: [400, 'unauthorized_client'],
  700016: [400, 'unauthorized_client'],
  700021: [401, 'invalid_client'],
  7000215: [401, 'invalid_client'],
  7000218: [401, 'invalid_client'],
  700023: [401, 'invalid_client'],
  700024: [401, 'invalid_client'],
  700027: [401, 'invalid_client'],
  50027: [400, 'invalid_request'],
  50048: [401, 'invalid_client'],
  50049: [400, 'invalid_instance'],
  500011: [400, 'invalid_resource'],
  500014: [400, 'invalid_resource'],
  70003: [400, 'unsupported_grant_type'],
  700082: [400, 'invalid_grant'],
  70011: [400, 'invalid_scope'],
  70016: [400, 'authorization_pending'],
  70020: [400, 'expired_token'],
  900144: [400, 'invalid_request'],
  90002: [400, 'invalid_request'],
  90038: [400, 'invalid_request'],
} as const

/** A refusal of the token service, in Entra's numbers and words. */
export class StsFailure extends Error {
  code: keyof typeof kinds
  constructor(code: keyof typeof kinds, text: string) {
    super(text)
    this.code = code
  }
}

export function failureAnswer({code, message}: StsFailure, now: Date, correlationId: string): Told {
  const [status, error] = kinds[code]
  const timestamp = `${now.toISOString().slice(0, 19).replace('T', ' ')}Z`
  const trace_id = randomUUID()
  const ids = `Trace ID: ${trace_id} Correlation ID: ${correlationId} Timestamp: ${timestamp}`
  const body = {
    error,
    error_description: `AADSTS${code}: ${message} ${ids}`,
    error_codes: [code],
    timestamp,
    trace_id,
    correlation_id: correlationId,
    error_uri: `https://login.microsoftonline.com/error?code=${code}`,
  }
  return {status, headers: {'Cache-Control': 'no-store'}, body}
}
