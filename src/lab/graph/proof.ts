import {createPublicKey, verify} from 'node:crypto'
import type {Principal} from '../state.ts'
import {GraphFailure} from './failure.ts'

/** Azure AD Graph, which proofs are still made out to (Microsoft Graph, "servicePrincipal: addKey"). */
const audience = '00000002-0000-0000-c000-000000000000'
/** "Expiration time should be nbf + 10 mins." */
const longestSeconds = 600
/** Ours; what Entra allows a clock to be wrong by is not documented. */
const toleranceSeconds = 300

/** Refuses what does not prove that one of the principal's valid keys is at hand: a JWT signed by it. */
export function checkProof(proof: unknown, {objectId, keys}: Principal, now: Date): void {
  const [head = '', body = '', signature = '', ...more] = typeof proof === 'string' ? proof.split('.') : []
  const claims = json(body)
  const {nbf, exp, iss, aud} = claims
  const seconds = now.getTime() / 1000
  const isTimely =
    typeof nbf === 'number' &&
    typeof exp === 'number' &&
    exp - nbf <= longestSeconds &&
    nbf - toleranceSeconds <= seconds &&
    seconds < exp + toleranceSeconds
  const signed = Buffer.from(`${head}.${body}`)
  const isSigned = () =>
    json(head).alg === 'RS256' &&
    keys.some(
      ({certificate, startDateTime, endDateTime}) =>
        new Date(startDateTime) <= now &&
        now < new Date(endDateTime) &&
        verify('sha256', signed, createPublicKey(certificate), Buffer.from(signature, 'base64url')),
    )
  if (more.length === 0 && isTimely && iss === objectId && aud === audience && isSigned()) return
  throw new GraphFailure('Authentication_MissingOrMalformed')
}

function json(part: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString())
    if (typeof value === 'object' && value !== null) return value as Record<string, unknown>
  } catch {}
  return {}
}
