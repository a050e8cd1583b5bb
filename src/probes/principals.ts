import {createHash, X509Certificate} from 'node:crypto'
import {clientAppId, connectorAppId} from '../catalogue/apps.ts'
import {CannotKnow} from '../core/evidence.ts'
import type {Fact} from '../core/fact.ts'
import {deployment} from '../facts/deployment.ts'
import {clientPrincipal, connectorPrincipal, type Principal, type PrincipalKey} from '../facts/principal.ts'
import {defineProbe} from '../world/probe.ts'
import {described} from './shared/describe-certificate.ts'
import {graphOf} from './shared/graph-of.ts'

const permission = 'Application.Read.All'
/** No principal holds more than a few dozen keys; more than this is not looked at. */
const mostKeys = 500

const probeOf = (fact: Fact<Principal>, appId: string, more: string) =>
  defineProbe({
    fact,
    via: 'Microsoft Graph',
    permission: `Microsoft Graph ${permission}`,
    needs: {deployment},
    timeoutMs: 24_000,
    look: async ({deployment: d}, world, signal): Promise<Principal> => {
      const path = `/servicePrincipals(appId='${appId}')?$select=id,appId,displayName,accountEnabled${more}`
      const found = await graphOf(world, d).get(path, permission, signal)
      return found ? principalOf(found) : {present: false}
    },
  })

function principalOf(found: Record<string, unknown>): Principal {
  const {id, displayName, accountEnabled, keyCredentials} = found
  if (typeof id !== 'string' || typeof accountEnabled !== 'boolean') {
    throw new CannotKnow(
      'error',
      'Microsoft Graph described a service principal without id or accountEnabled',
    )
  }
  const keys = Array.isArray(keyCredentials) ? keyCredentials.slice(0, mostKeys) : []
  return {
    present: true,
    objectId: id,
    displayName: String(displayName ?? ''),
    accountEnabled,
    keys: keys.map(keyOf),
  }
}

function keyOf(credential: Record<string, unknown>): PrincipalKey {
  const {keyId, key, customKeyIdentifier, startDateTime, endDateTime} = credential
  const sha1 =
    typeof key === 'string'
      ? createHash('sha1').update(Buffer.from(key, 'base64')).digest('hex').toUpperCase()
      : null
  return {
    keyId: String(keyId ?? ''),
    subject: typeof key === 'string' ? subjectOf(key) : null,
    sha1,
    identifierSha1: typeof customKeyIdentifier === 'string' ? thumbprintIn(customKeyIdentifier) : null,
    startDateTime: String(startDateTime ?? ''),
    endDateTime: String(endDateTime ?? ''),
  }
}

/** A key that is no certificate has no subject. */
function subjectOf(base64: string): string | null {
  try {
    return described(new X509Certificate(Buffer.from(base64, 'base64'))).subject
  } catch {
    return null
  }
}

/**
 * customKeyIdentifier is free binary in base64. Tools have put there: the 20 bytes of the thumbprint, its 40
 * hexadecimal characters as bytes, or those characters taken for base64, which makes 30 bytes.
 */
export function thumbprintIn(base64: string): string | null {
  const bytes = Buffer.from(base64, 'base64')
  const forms = [
    bytes.length === 20 ? bytes.toString('hex') : '',
    bytes.toString('latin1'),
    bytes.length === 30 ? bytes.toString('base64') : '',
  ]
  return forms.find((form) => /^[0-9a-f]{40}$/i.test(form))?.toUpperCase() ?? null
}

export default [
  probeOf(clientPrincipal, clientAppId, ',keyCredentials'),
  probeOf(connectorPrincipal, connectorAppId, ''),
]
