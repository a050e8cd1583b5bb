import {type Cloud, type CloudValues, credentialsHost, olderLoginHost} from './clouds.ts'

export type EndpointRole =
  | 'login'
  | 'login-windows-net'
  | 'mfa-service'
  | 'adnotifications'
  | 'credentials'
  | 'graph'

export interface Endpoint {
  role: EndpointRole
  /** What it is to a sign-in, for messages. */
  about: string
  /** The status that the genuine host gives to an anonymous GET of "/"; any other answer of it proves reachability too. */
  healthyStatus: number
  host(values: CloudValues): string
}

// Healthy answers: community report (fork of Microsoft's health check), repeated in several field cases.
export const endpoints: readonly Endpoint[] = [
  {role: 'login', about: 'the token service', healthyStatus: 200, host: (c) => new URL(c.stsUrl).hostname},
  {role: 'mfa-service', about: 'the MFA web service', healthyStatus: 403, host: (c) => c.mfaHost},
  {
    role: 'adnotifications',
    about: 'the push notification service',
    healthyStatus: 403,
    host: (c) => c.resourceHost,
  },
  {role: 'credentials', about: 'the credential service', healthyStatus: 404, host: () => credentialsHost},
  {
    role: 'login-windows-net',
    about: 'the token service under its older name',
    healthyStatus: 200,
    host: () => olderLoginHost,
  },
  {role: 'graph', about: 'Microsoft Graph', healthyStatus: 200, host: (c) => c.graphHost},
]

/** The older login host exists in the public cloud only. */
export const inCloud = (endpoint: Endpoint, cloud: Cloud): boolean =>
  endpoint.role !== 'login-windows-net' || cloud === 'public'

/**
 * Organisations of the certification authorities at the top of these hosts' chains, lower case.
 * Source: Microsoft Learn, "Azure Certificate Authority details" (roots, all clouds).
 */
export const issuerOrganisations: readonly string[] = [
  'digicert inc',
  'microsoft corporation',
  'entrust, inc.',
  'baltimore',
]
