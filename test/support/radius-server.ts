import {createSocket, type RemoteInfo, type Socket} from 'node:dgram'
import {once} from 'node:events'
import {decodePacket, type Packet} from '../../src/codecs/radius/packet.ts'
import {isSigned, type Reply, signedReply} from '../../src/codecs/radius/sign.ts'

export interface Asked {
  request: Packet
  datagram: Buffer
  from: RemoteInfo
  /** Of how many datagrams this is the last, from 1. */
  count: number
  /** Answers as an honest server does. */
  reply(reply: Partial<Reply> & {code: number}): void
  /** Sends any bytes, from this server's port or from another socket. */
  send(bytes: Uint8Array, by?: Socket): void
}

export interface RadiusServer {
  address: string
  port: number
  secret: Buffer
  asked: Packet[]
  /** The datagrams as they came. */
  datagrams: Buffer[]
  close(): void
}

export const secret = Buffer.from('s3cret of the test')

/** A server on loopback that answers as told; every request must be well-formed and signed. */
export async function radiusServer(
  answer: (asked: Asked) => void,
  address = '127.0.0.1',
): Promise<RadiusServer> {
  const socket = createSocket(address.includes(':') ? 'udp6' : 'udp4')
  const [asked, datagrams]: [Packet[], Buffer[]] = [[], []]
  socket.on('message', (datagram, from) => {
    const request = decodePacket(datagram)
    if (isSigned(request, request.authenticator, secret) !== true) return
    asked.push(request)
    datagrams.push(datagram)
    const send = (bytes: Uint8Array, by = socket) => by.send(bytes, from.port, from.address)
    const reply = ({code, attributes = []}: Partial<Reply> & {code: number}) =>
      send(signedReply({code, attributes}, request, secret))
    answer({request, datagram, from, count: datagrams.length, reply, send})
  })
  socket.bind(0, address)
  await once(socket, 'listening')
  return {address, port: socket.address().port, secret, asked, datagrams, close: () => socket.close()}
}
