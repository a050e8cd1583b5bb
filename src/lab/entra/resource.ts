import {connectorAppId, targetPath} from '../../catalogue/apps.ts'
import {clouds} from '../../catalogue/clouds.ts'
import type {Tenant} from '../state.ts'
import {StsFailure} from './failure.ts'

const suffix = '/.default'

/** The resource that a token is asked for: `scope` at the v2 endpoint, `resource` at v1. */
export function requestedResource(body: URLSearchParams, version: 'v1' | 'v2'): string {
  const name = version === 'v1' ? 'resource' : 'scope'
  const value = body.get(name)
  if (!value)
    throw new StsFailure(900144, `The request body must contain the following parameter: '${name}'.`)
  if (version === 'v1') return value
  if (!value.endsWith(suffix) || value.includes(' '))
    throw new StsFailure(
      70011,
      `The provided request must include a 'scope' input parameter. The provided value for the input parameter 'scope' is not valid. The scope ${value} is not valid.`,
    )
  return value.slice(0, -suffix.length)
}

/** Refuses a resource that the tenant does not have, or has disabled. */
export function checkResource(tenant: Tenant, resource: string): void {
  const {resourceHost} = clouds[tenant.cloud]
  if (isGraph(tenant, resource)) return
  const isConnector = [`https://${resourceHost}/${targetPath}`, connectorAppId].includes(
    resource.replace(/\/$/, ''),
  )
  const principal = isConnector && tenant.principals.find(({appId}) => appId === connectorAppId)
  if (!principal)
    throw new StsFailure(
      500011,
      `The resource principal named ${resource} was not found in the tenant named ${tenant.id}. This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant. You might have sent your authentication request to the wrong tenant.`,
    )
  if (!principal.accountEnabled)
    throw new StsFailure(
      500014,
      `The service principal for resource '${resource}' is disabled. This indicate that a subscription within the tenant has lapsed, or that the administrator for this tenant has disabled the application, preventing tokens from being issued for it.`,
    )
}

export const isGraph = (tenant: Tenant, resource: string): boolean =>
  resource.replace(/\/$/, '') === `https://${clouds[tenant.cloud].graphHost}`
