import {SocketAddress} from 'node:net'
import {networkInterfaces} from 'node:os'
import {attributes as types} from '../../codecs/radius/numbers.ts'
import type {Attribute} from '../../codecs/radius/packet.ts'
import {text} from './request.ts'
import type {RadiusServer} from './server.ts'
import {withConnected} from './socket.ts'

/** How this machine names itself where the operator names no other NAS. */
const identifier = 'npsmfa'

/**
 * Who asks: NAS-Identifier and NAS-IP-Address, of which RFC 2865 §5.4 wants one and NPS' policies may want either; over
 * IPv6 NAS-IPv6-Address, too. What `given` names itself is left to it.
 */
export async function nasAttributes(
  server: RadiusServer,
  given: readonly Attribute[] = [],
): Promise<Attribute[]> {
  const local = await localAddress(server)
  const own = [
    text(types.nasIdentifier, identifier),
    {type: types.nasIpAddress, value: ipv4Octets(local.includes(':') ? anyIpv4() : local)},
    ...(local.includes(':') ? [{type: types.nasIpv6Address, value: ipv6Octets(local)}] : []),
  ]
  const named = new Set(given.map(({type}) => type))
  return [...own.filter(({type}) => !named.has(type)), ...given]
}

/** The address from which this machine reaches the server; where it does not reach it, any that it has. */
const localAddress = (server: RadiusServer): Promise<string> =>
  withConnected(server, async (socket) => socket.address().address.replace(/%.*/s, '')).catch(anyIpv4)

/** An IPv4 address of this machine, which may speak IPv6 to the server. */
const anyIpv4 = (): string =>
  Object.values(networkInterfaces())
    .flat()
    .find((found) => found?.family === 'IPv4' && !found.internal)?.address ?? '127.0.0.1'

export const ipv4Octets = (address: string): Buffer => Buffer.from(address.split('.').map(Number))

/** The 16 bytes of an IPv6 address. */
export function ipv6Octets(address: string): Buffer {
  const whole = new SocketAddress({address, family: 'ipv6'}).address
  // An IPv4 address may be written at the end.
  const [head = '', tail] = whole
    .replace(/\d+\.\d+\.\d+\.\d+$/, (v4) => ipv4Octets(v4).toString('hex').replace(/^.{4}/, '$&:'))
    .split('::')
  const groups = (part: string) => (part === '' ? [] : part.split(':').map((group) => group.padStart(4, '0')))
  const [before, after] = [groups(head), groups(tail ?? '')]
  const zeros = Array<string>(8 - before.length - after.length).fill('0000')
  return Buffer.from([...before, ...zeros, ...after].join(''), 'hex')
}
