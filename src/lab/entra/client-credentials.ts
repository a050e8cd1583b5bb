import type {Cloud} from '../../catalogue/clouds.ts'
import type {Running} from '../running.ts'
import type {Principal, Tenant} from '../state.ts'
import {verifyAssertion} from './assertion.ts'
import {StsFailure} from './failure.ts'
import {loginAliases} from './instances.ts'
import {signingIn} from './principal.ts'
import {checkResource, isGraph, requestedResource} from './resource.ts'
import {namesOf} from './tenant.ts'
import {issueToken, lifetimeSeconds} from './token.ts'

export interface TokenRequest {
  lab: Running
  tenant: Tenant
  clouds: readonly Cloud[]
  version: 'v1' | 'v2'
  body: URLSearchParams
}

/** The grant by which the extension signs in: an application with its certificate, or with a secret. */
export function clientCredentials({lab, tenant, clouds, version, body}: TokenRequest): object {
  const principal = signingIn(tenant, required(body, 'client_id'))
  const assertion = body.get('client_assertion')
  if (assertion)
    verifyAssertion(assertion, {
      clientId: principal.appId,
      keys: principal.keys,
      now: lab.now(),
      isAudience: (aud) => isAudience(aud, tenant, clouds),
    })
  else checkSecret(principal, body.get('client_secret'))
  const resource = requestedResource(body, version)
  checkResource(tenant, resource)
  const roles = isGraph(tenant, resource) ? {roles: tenant.graphPermissions} : {}
  const claims = {aud: resource, tid: tenant.id, appid: principal.appId, oid: principal.objectId, ...roles}
  const access_token = issueToken(claims, lab.tokenSecret, lab.now())
  const answer = {
    token_type: 'Bearer',
    expires_in: lifetimeSeconds,
    ext_expires_in: lifetimeSeconds,
    access_token,
  }
  if (version === 'v2') return answer
  const expires_on = String(Math.floor(lab.now().getTime() / 1000) + lifetimeSeconds)
  return {
    ...answer,
    expires_in: String(lifetimeSeconds),
    ext_expires_in: String(lifetimeSeconds),
    expires_on,
    resource,
  }
}

export function required(body: URLSearchParams, name: string): string {
  const value = body.get(name)
  if (value) return value
  throw new StsFailure(900144, `The request body must contain the following parameter: '${name}'.`)
}

function checkSecret({secrets = [], appId}: Principal, secret: string | null): void {
  if (secret === null)
    throw new StsFailure(
      7000218,
      "The request body must contain the following parameter: 'client_assertion' or 'client_secret'.",
    )
  if (secrets.includes(secret)) return
  throw new StsFailure(
    7000215,
    `Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID, for a secret added to app '${appId}'.`,
  )
}

/** A token endpoint or the issuer of this tenant, at any name of the login service. */
function isAudience(aud: string, tenant: Tenant, clouds: readonly Cloud[]): boolean {
  const [, host = '', segment = '', path = ''] =
    /^https:\/\/([^/]+)\/([^/]+)\/?(.*)$/.exec(aud.toLowerCase()) ?? []
  return (
    clouds.some((cloud) => loginAliases[cloud].includes(host)) &&
    namesOf(tenant).some((name) => name.toLowerCase() === segment) &&
    ['oauth2/v2.0/token', 'oauth2/token', 'v2.0', ''].includes(path)
  )
}
