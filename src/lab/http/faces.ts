import {type Cloud, cloudNames, clouds} from '../../catalogue/clouds.ts'
import {type EndpointRole, endpoints, inCloud} from '../../catalogue/endpoints.ts'
import {tokenService} from '../entra/service.ts'
import {graphService} from '../graph/service.ts'
import {mfaWebService} from '../mfa/service.ts'
import type {Running} from '../running.ts'
import {type Face, page} from './face.ts'

/** What makes the face of a host in these clouds. */
type MakeFace = (lab: Running, clouds: readonly Cloud[]) => Face

const anonymous =
  (status: number, text: string): MakeFace =>
  () =>
  () =>
    page(status, text)

const byRole: Readonly<Record<EndpointRole, MakeFace>> = {
  login: tokenService,
  'login-windows-net': tokenService,
  'mfa-service': mfaWebService,
  adnotifications: mfaWebService,
  credentials: anonymous(404, 'API method not found.'),
  graph: graphService,
}

/** The genuine face of a host, by what the catalogue says it is and in which clouds. */
export function faceOf(lab: Running, name: string): Face {
  const places = cloudNames.flatMap((cloud) =>
    endpoints
      .filter((endpoint) => inCloud(endpoint, cloud) && endpoint.host(clouds[cloud]) === name)
      .map(({role}) => ({cloud, role})),
  )
  const role = places[0]?.role
  if (!role) return () => page(404, 'Not found.')
  return byRole[role](
    lab,
    places.map(({cloud}) => cloud),
  )
}
