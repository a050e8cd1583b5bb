import {type Cloud, clouds} from '../../catalogue/clouds.ts'
import {endpoints, inCloud} from '../../catalogue/endpoints.ts'
import type {Host} from '../state.ts'
import {domainController} from './names.ts'

const healthyHost = (name: string, port: number): Host => ({
  name,
  port,
  dns: 'answers',
  tcp: 'listens',
  certificate: 'valid',
  tls: 'modern',
  http: 'genuine',
})

/** Every host that a sign-in of this cloud may need, without repetition. */
export function cloudHosts(cloud: Cloud): Host[] {
  const names = endpoints.filter((endpoint) => inCloud(endpoint, cloud)).map(({host}) => host(clouds[cloud]))
  return [...new Set(names)].map((name) => healthyHost(name, 443))
}

export const directoryHosts = (): Host[] => [636, 389].map((port) => healthyHost(domainController, port))
