import {randomUUID} from 'node:crypto'
import type {Cloud} from '../../catalogue/clouds.ts'
import {type Asked, type Face, page, type Told} from '../http/face.ts'
import {asOf} from '../replicas.ts'
import type {Running} from '../running.ts'
import {clientCredentials, required, type TokenRequest} from './client-credentials.ts'
import {type DeviceCodes, deviceCode, startDeviceCode} from './device-code.ts'
import {failureAnswer, StsFailure} from './failure.ts'
import {instanceDiscovery, openIdConfiguration} from './metadata.ts'
import {isAnyTenant, tenantIn, tenantNamed} from './tenant.ts'

/** The token service (login.microsoftonline.com) of these clouds. */
export function tokenService(lab: Running, clouds: readonly Cloud[]): Face {
  const codes: DeviceCodes = new Map()
  return (asked) => {
    try {
      return answer(lab, clouds, codes, asked)
    } catch (error) {
      if (!(error instanceof StsFailure)) throw error
      return failureAnswer(error, lab.now(), correlationId(asked))
    }
  }
}

function answer(
  lab: Running,
  clouds: readonly Cloud[],
  codes: DeviceCodes,
  {method, url, body}: Asked,
): Told {
  if (url.pathname === '/') return page(200, 'Sign in to your account')
  if (url.pathname === '/common/discovery/instance') return instances(clouds, url)
  const [, segment = '', ...rest] = decodeURIComponent(url.pathname).split('/')
  const path = rest.join('/')
  const tenant = asOf(lab, lab.state.tenant.writing.tokenLagMs)
  if (path === 'v2.0/.well-known/openid-configuration') {
    const found = isAnyTenant(segment) ? tenant : tenantNamed(tenant, segment)
    return ok(openIdConfiguration(found, clouds, url.origin))
  }
  const serve = posts[path]
  if (method !== 'POST' || !serve) return page(404, 'The page you are looking for does not exist.')
  const asked = isAnyTenant(segment) ? tenant : tenantIn(tenant, segment, clouds)
  const version = path.includes('v2.0') ? 'v2' : 'v1'
  return ok(serve({lab, tenant: asked, clouds, version, body: new URLSearchParams(body)}, codes))
}

type Serve = (request: TokenRequest, codes: DeviceCodes) => object

const grants: Readonly<Record<string, Serve>> = {
  client_credentials: clientCredentials,
  device_code: (request, codes) => deviceCode(codes, request),
  'urn:ietf:params:oauth:grant-type:device_code': (request, codes) => deviceCode(codes, request),
}

const token: Serve = (request, codes) => {
  const grant = required(request.body, 'grant_type')
  const serve = Object.hasOwn(grants, grant) && grants[grant]
  if (!serve) throw new StsFailure(70003, `The app requested an unsupported grant type '${grant}'.`)
  return serve(request, codes)
}

const posts: Readonly<Record<string, Serve>> = {
  'oauth2/v2.0/token': token,
  'oauth2/token': token,
  'oauth2/v2.0/devicecode': (request, codes) => startDeviceCode(codes, request),
}

function instances(clouds: readonly Cloud[], url: URL): Told {
  const found = instanceDiscovery(clouds, url.searchParams.get('authorization_endpoint'))
  if (!found) throw new StsFailure(50049, 'Unknown or invalid instance.')
  return ok(found)
}

const ok = (body: object): Told => ({status: 200, headers: {'Cache-Control': 'no-store'}, body})

const correlationId = ({url, headers}: Asked) =>
  url.searchParams.get('client-request-id') ?? headers['client-request-id']?.toString() ?? randomUUID()
