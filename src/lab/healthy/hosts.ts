import {type Cloud, clouds} from '../../catalogue/clouds.ts'
import {endpoints, inCloud} from '../../catalogue/endpoints.ts'
import type {Host, Service} from '../state.ts'
import {adDomain, domainController} from './names.ts'

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

/** What a domain controller registers of itself: always the port of plain LDAP, never that of LDAPS. */
export const directoryServices = (): Service[] =>
  [`_ldap._tcp.dc._msdcs.${adDomain}`, `_ldap._tcp.${adDomain}`].map((name) => ({
    name,
    target: domainController,
    port: 389,
    dns: 'answers',
  }))
