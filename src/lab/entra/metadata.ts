import {type Cloud, clouds} from '../../catalogue/clouds.ts'
import type {Tenant} from '../state.ts'
import {instanceNames, loginAliases} from './instances.ts'

/** OpenID Connect metadata of a tenant; that of a tenant in another cloud names the endpoints there. */
export function openIdConfiguration(tenant: Tenant, here: readonly Cloud[], origin: string): object {
  const base = `${here.includes(tenant.cloud) ? origin : `https://${loginAliases[tenant.cloud][0]}`}/${tenant.id}`
  const {scope, subScope} = tenant.region
  return {
    token_endpoint: `${base}/oauth2/v2.0/token`,
    token_endpoint_auth_methods_supported: ['client_secret_post', 'private_key_jwt', 'client_secret_basic'],
    jwks_uri: `${base}/discovery/v2.0/keys`,
    response_types_supported: ['code', 'id_token', 'code id_token', 'id_token token'],
    subject_types_supported: ['pairwise'],
    id_token_signing_alg_values_supported: ['RS256'],
    issuer: `${base}/v2.0`,
    authorization_endpoint: `${base}/oauth2/v2.0/authorize`,
    device_authorization_endpoint: `${base}/oauth2/v2.0/devicecode`,
    tenant_region_scope: scope,
    ...(subScope ? {tenant_region_sub_scope: subScope} : {}),
    cloud_instance_name: instanceNames[tenant.cloud],
    msgraph_host: clouds[tenant.cloud].graphHost,
  }
}

/** Answer to a client that asks whether a login host is one of Entra's. */
export function instanceDiscovery(here: readonly Cloud[], endpoint: string | null): object | null {
  const asked = endpoint && URL.canParse(endpoint) ? new URL(endpoint) : null
  const cloud = here.find((name) => asked && loginAliases[name].includes(asked.hostname))
  if (!asked || !cloud) return null
  const tenant = asked.pathname.split('/')[1]
  const aliases = loginAliases[cloud]
  return {
    tenant_discovery_endpoint: `https://${aliases[0]}/${tenant}/v2.0/.well-known/openid-configuration`,
    'api-version': '1.1',
    metadata: [{preferred_network: aliases[0], preferred_cache: aliases[1], aliases}],
  }
}
