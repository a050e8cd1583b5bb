import type {Host} from './host.ts'

/** An SRV record: where clients find a service by its name alone. */
export interface Service {
  /** "_ldap._tcp.dc._msdcs.ad.contoso.example" */
  name: string
  target: string
  port: number
  dns: Host['dns']
}
