import {
  ConfidentialClientApplication,
  type Configuration,
  type INetworkModule,
  LogLevel,
  PublicClientApplication,
} from '@azure/msal-node'
import {ask} from '../http.ts'
import {LayerFailure} from '../net/layers.ts'
import type {Route} from '../net/network.ts'
import {persist} from '../persist.ts'

/** What went over the wire, beside what msal makes of it: it drops the cause of a failed connection. */
export interface Wire {
  failure: LayerFailure | null
  status: number | null
}

const newWire = (): Wire => ({failure: null, status: null})

/** The largest answer of a token service that is read, in characters. */
const largest = 262_144

function networkClient(route: Route, signal: AbortSignal, wire: Wire): INetworkModule {
  const send = async (
    method: 'GET' | 'POST',
    address: string,
    options: {headers?: Record<string, string>; body?: string} = {},
  ) => {
    const url = new URL(address)
    try {
      const once = () => ask(route, url, signal, {method, ...options, limit: largest})
      const answer = await persist(once, url.hostname, signal)
      wire.status = answer.status
      return {status: answer.status, headers: {...answer.headers}, body: answer.json() ?? {}}
    } catch (error) {
      if (error instanceof LayerFailure) wire.failure = error
      throw error
    }
  }
  return {
    sendGetRequestAsync: (url, options) => send('GET', url, options),
    sendPostRequestAsync: (url, options) => send('POST', url, options),
  } as INetworkModule
}

/**
 * An authority that msal takes as it is: told all it would otherwise look up, it also leaves login.windows.net and
 * login.chinacloudapi.cn alone, which it replaces by other hosts and the extension does not.
 */
function authorityOf(stsUrl: string, tenant: string) {
  const host = new URL(stsUrl).hostname
  const authority = `https://${host}/${tenant}`
  const metadata = {
    authorization_endpoint: `${authority}/oauth2/v2.0/authorize`,
    token_endpoint: `${authority}/oauth2/v2.0/token`,
    device_authorization_endpoint: `${authority}/oauth2/v2.0/devicecode`,
    issuer: `${authority}/v2.0`,
    jwks_uri: `${authority}/discovery/v2.0/keys`,
  }
  const clouds = {
    tenant_discovery_endpoint: `${authority}/v2.0/.well-known/openid-configuration`,
    metadata: [{preferred_network: host, preferred_cache: host, aliases: [host]}],
  }
  return {
    authority,
    knownAuthorities: [host],
    authorityMetadata: JSON.stringify(metadata),
    cloudDiscoveryMetadata: JSON.stringify(clouds),
  }
}

export interface Client {
  route: Route
  stsUrl: string
  tenant: string
  clientId: string
  signal: AbortSignal
}

function configure(
  {route, stsUrl, tenant, clientId, signal}: Client,
  auth: object,
  wire: Wire,
): Configuration {
  const authority = authorityOf(stsUrl, tenant)
  const loggerOptions = {loggerCallback() {}, piiLoggingEnabled: false, logLevel: LogLevel.Error}
  return {
    auth: {clientId, ...authority, ...auth},
    system: {networkClient: networkClient(route, signal, wire), loggerOptions},
  }
}

/** An application that proves itself by a secret or a signed assertion. */
export function confidential(client: Client, auth: object) {
  const wire = newWire()
  return {wire, app: new ConfidentialClientApplication(configure(client, auth, wire))}
}

/** An application without a proof of its own: a person signs in. */
export function publicClient(client: Client) {
  const wire = newWire()
  return {wire, app: new PublicClientApplication(configure(client, {}, wire))}
}
