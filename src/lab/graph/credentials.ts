import {createHash, randomUUID, X509Certificate} from 'node:crypto'
import type {Key, Tenant} from '../state.ts'
import {GraphFailure} from './failure.ts'
import {policyId} from './rows/policy.ts'
import type {Row} from './rows/row.ts'

const types = ['AsymmetricX509Cert', 'X509CertAndPassword', 'Symmetric']
const dayMs = 86_400_000

/** The keys that a list of keyCredentials makes: known ones may come without their `key`, and stay as they are. */
export function keysOf(entries: unknown, known: readonly Key[], tenant: Tenant, now: Date): Key[] {
  if (!Array.isArray(entries))
    throw new GraphFailure('Request_BadRequest', 'keyCredentials is no collection.')
  return entries.map((entry: Row) => {
    checkKind(entry)
    const old = known.find(({keyId}) => keyId === entry.keyId)
    return old ? unchanged(entry, old) : newKey(entry, tenant, now)
  })
}

/** The text is Graph's (microsoftgraph/msgraph-sdk-powershell#3157); which code comes with it is not documented. */
function checkKind({usage, type}: Row): void {
  if (usage !== 'Sign' && usage !== 'Verify')
    throw new GraphFailure(
      'Request_BadRequest',
      'The value for the property "usage" in one of your credentials is invalid. Acceptable values are Sign, Verify.',
    )
  if (!types.includes(String(type)))
    throw new GraphFailure(
      'Request_BadRequest',
      `The value for the property "type" in one of your credentials is invalid. Acceptable values are ${types.join(', ')}.`,
    )
}

/** What is there can be kept or left out, but not changed (the text: Azure/azure-powershell#6784). */
function unchanged({key, endDateTime}: Row, old: Key): Key {
  const same =
    (key === undefined || key === null || derOf(key).equals(new X509Certificate(old.certificate).raw)) &&
    (endDateTime === undefined || Date.parse(String(endDateTime)) === Date.parse(old.endDateTime))
  if (same) return old
  throw new GraphFailure(
    'Request_BadRequest',
    `Update to existing credential with KeyId '${old.keyId}' is not allowed.`,
  )
}

export function newKey(entry: Row, tenant: Tenant, now: Date): Key {
  const certificate = certificateIn(entry.key)
  const {keyId, startDateTime, endDateTime, customKeyIdentifier, displayName} = entry
  const start = new Date(String(startDateTime ?? certificate.validFrom))
  const end = new Date(typeof endDateTime === 'string' ? endDateTime : usualEnd(start, certificate))
  if (!(start < end) || end.getTime() > Date.parse(certificate.validTo) || end <= now)
    throw new GraphFailure('KeyCredentialsInvalidEndDate')
  checkPolicy(end.getTime() - start.getTime(), tenant)
  return {
    keyId: typeof keyId === 'string' ? keyId : randomUUID(),
    certificate: certificate.toString(),
    startDateTime: start.toISOString(),
    endDateTime: end.toISOString(),
    customKeyIdentifier:
      typeof customKeyIdentifier === 'string'
        ? derOf(customKeyIdentifier).toString('base64')
        : createHash('sha1').update(certificate.raw).digest('base64'),
    ...(typeof displayName === 'string' ? {displayName: displayName.slice(0, 90)} : {}),
  }
}

/** What has no end is given one year (Microsoft Graph, "Add a certificate to an app using Microsoft Graph"). */
function usualEnd(start: Date, {validTo}: X509Certificate): number {
  const end = new Date(start)
  end.setUTCFullYear(end.getUTCFullYear() + 1)
  return Math.min(end.getTime(), Date.parse(validTo))
}

/** Edm.Binary in JSON is base64 with padding here; base64url is refused (msgraph-sdk-powershell#2056). */
function derOf(text: unknown): Buffer {
  if (typeof text === 'string' && /^(?:[A-Za-z\d+/]{4})*(?:[A-Za-z\d+/]{2}==|[A-Za-z\d+/]{3}=)?$/.test(text))
    return Buffer.from(text, 'base64')
  throw new GraphFailure(
    'Request_BadRequest',
    `Cannot convert the literal '${String(text).slice(0, 50)}...' to the expected type 'Edm.Binary'.`,
  )
}

function certificateIn(key: unknown): X509Certificate {
  if (key === undefined || key === null)
    throw new GraphFailure('Request_BadRequest', 'New key credentials must have a key.')
  const der = derOf(key)
  try {
    return new X509Certificate(der)
  } catch {
    throw new GraphFailure('Request_BadRequest', 'Key value is invalid certificate.')
  }
}

function checkPolicy(lifetimeMs: number, {writing: {policy}}: Tenant): void {
  const {isEnabled, longestKeyDays} = policy
  if (!isEnabled || longestKeyDays === null || lifetimeMs <= longestKeyDays * dayMs) return
  const text = `Credential lifetime exceeds the max value allowed as per assigned policy '${policyId}'.`
  const details = [{code: 'InvalidKeyEndDate', message: text, target: 'EndDate'}]
  throw new GraphFailure('CredentialInvalidLifetimeAsPerAppPolicy', text, {}, details)
}
