import {isIPv6} from 'node:net'

/** Who is asked. */
export interface RadiusServer {
  /** An IPv4 or IPv6 address. */
  address: string
  port: number
  secret: Buffer
}

export const familyOf = ({address}: Pick<RadiusServer, 'address'>): 'udp4' | 'udp6' =>
  isIPv6(address) ? 'udp6' : 'udp4'
