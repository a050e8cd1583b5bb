import {constants, createPublicKey, type KeyLike, verify, X509Certificate} from 'node:crypto'
import type {Key} from '../state.ts'
import {StsFailure} from './failure.ts'

const toleranceMs = 5 * 60_000

interface Assertion {
  header: {alg: 'RS256' | 'PS256'; x5t: string; x5tS256: string}
  claims: {iss: string; sub: string; aud: string; nbf: number; exp: number}
  signed: Buffer
  signature: Buffer
}

/** What the assertion of a client is held against. */
export interface Expectation {
  clientId: string
  keys: readonly Key[]
  now: Date
  isAudience(aud: string): boolean
}

/** Verifies a private_key_jwt in Entra's order, so that one fault gives one code. */
export function verifyAssertion(token: string, {clientId, keys, now, isAudience}: Expectation): void {
  const assertion = decode(token)
  const key = registeredKey(assertion, keys, now)
  if (!isSigned(assertion, key.certificate))
    throw new StsFailure(700027, 'Client assertion contains an invalid signature.')
  checkClaims(assertion.claims, clientId, isAudience)
  checkTimes(assertion.claims, now)
}

const malformed = () =>
  new StsFailure(
    50027,
    'JWT token is invalid or malformed. The token must carry the thumbprint of its certificate.',
  )

function decode(token: string): Assertion {
  const [head = '', body = '', signature = '', ...more] = token.split('.')
  const header = json(head)
  const {iss, sub, aud, nbf = 0, exp} = json(body)
  const x5t = hex(header.x5t)
  const x5tS256 = hex(header['x5t#S256'])
  const alg = header.alg
  const texts = [iss, sub, aud].every((claim) => typeof claim === 'string')
  const times = [nbf, exp].every((claim) => typeof claim === 'number' && Math.abs(claim) < 1e11)
  if (more.length || !texts || !times || !(x5t || x5tS256) || (alg !== 'RS256' && alg !== 'PS256'))
    throw malformed()
  return {
    header: {alg, x5t, x5tS256},
    claims: {iss, sub, aud, nbf, exp} as Assertion['claims'],
    signed: Buffer.from(`${head}.${body}`),
    signature: Buffer.from(signature, 'base64url'),
  }
}

function json(part: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString())
    if (typeof value === 'object' && value !== null) return value as Record<string, unknown>
  } catch {}
  throw malformed()
}

const hex = (value: unknown) =>
  typeof value === 'string' ? Buffer.from(value, 'base64url').toString('hex').toUpperCase() : ''

function registeredKey({header: {x5t, x5tS256}}: Assertion, keys: readonly Key[], now: Date): Key {
  const key = keys.find(({certificate}) => {
    const {fingerprint, fingerprint256} = new X509Certificate(certificate)
    return [x5t, x5tS256].includes((x5tS256 ? fingerprint256 : fingerprint).replaceAll(':', ''))
  })
  const used = `Thumbprint of key used by client: '${x5t || x5tS256}'`
  if (!key)
    throw new StsFailure(
      700027,
      `The certificate with identifier used to sign the client assertion is not registered on application. [Reason - The key was not found., ${used}, Please visit the Azure Portal, Graph Explorer or directly use MS Graph to see configured keys for app Id. Review the documentation at https://docs.microsoft.com/en-us/graph/deployments to determine the corresponding service endpoint and https://docs.microsoft.com/en-us/graph/api/application-get?view=graph-rest-1.0&tabs=http to build a query request URL.]`,
    )
  if (new Date(key.endDateTime) <= now)
    throw new StsFailure(
      700027,
      `The certificate with identifier used to sign the client assertion is expired on application. [Reason - The key used is expired., ${used}, Found key 'Start=${american(key.startDateTime)}, End=${american(key.endDateTime)}']`,
    )
  return key
}

/** Entra's notation of a time in this text: 11/23/2026 17:00:00. */
const american = (time: string) => {
  const [year, month, day, clock] = new Date(time).toISOString().split(/[-T.]/)
  return `${month}/${day}/${year} ${clock}`
}

function isSigned({header, signed, signature}: Assertion, certificate: string): boolean {
  const key: KeyLike = createPublicKey(certificate)
  const pss = {key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST}
  return verify('sha256', signed, header.alg === 'PS256' ? pss : key, signature)
}

function checkClaims(
  {iss, sub, aud}: Assertion['claims'],
  clientId: string,
  isAudience: (aud: string) => boolean,
) {
  if (iss !== sub) throw new StsFailure(50048, 'Subject must match Issuer claim in the client assertion.')
  if (iss.toLowerCase() !== clientId.toLowerCase())
    throw new StsFailure(
      700021,
      `Client assertion application identifier doesn't match 'client_id' parameter. Application in the assertion: '${iss}'.`,
    )
  if (!isAudience(aud))
    throw new StsFailure(
      700023,
      `Client assertion audience claim does not match Realm issuer. Audience in the assertion: '${aud}'.`,
    )
}

function checkTimes({nbf, exp}: Assertion['claims'], now: Date) {
  const [from, until] = [new Date(nbf * 1000), new Date(exp * 1000)]
  if (from.getTime() - toleranceMs <= now.getTime() && now.getTime() < until.getTime() + toleranceMs) return
  throw new StsFailure(
    700024,
    `Client assertion is not within its valid time range. Current time: ${now.toISOString()}, assertion valid from ${from.toISOString()}, expiry time of assertion ${until.toISOString()}. Review the documentation at https://learn.microsoft.com/entra/identity-platform/certificate-credentials.`,
  )
}
