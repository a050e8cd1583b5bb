import {createSocket} from 'node:dgram'
import {once} from 'node:events'
import {codes, attributes as types} from '../../src/codecs/radius/numbers.ts'
import {decodePacket, octetsOf, textOf} from '../../src/codecs/radius/packet.ts'
import {signedReply} from '../../src/codecs/radius/sign.ts'
import {revealPassword} from '../../src/codecs/radius/user-password.ts'
import {text} from './secrets.ts'

/** An NPS that repeats in Reply-Message what it was sent, asks for a code, and then lets everybody in. */
export async function radiusEcho(secret: Buffer): Promise<{at: string; close(): void}> {
  const socket = createSocket('udp4')
  socket.on('message', (datagram, from) => {
    const request = decodePacket(datagram)
    if (request.code !== codes.accessRequest) return
    const hidden = octetsOf(request, types.userPassword)
    const given = hidden && revealPassword(hidden, secret, request.authenticator)
    const nobody = textOf(request, types.userName).endsWith('.invalid')
    const message = {type: types.replyMessage, value: Buffer.from(`${given} (${secret}) code: `)}
    const reply = (code: number, ...attributes: {type: number; value: Buffer}[]) =>
      socket.send(
        signedReply({code, attributes: [message, ...attributes]}, request, secret),
        from.port,
        from.address,
      )
    if (nobody || !hidden) reply(codes.accessReject)
    else if (octetsOf(request, types.state))
      reply(codes.accessAccept, {type: types.class, value: Buffer.from(text('radiusClass'))})
    else reply(codes.accessChallenge, {type: types.state, value: Buffer.from(text('radiusState'))})
  })
  socket.bind(0, '127.0.0.1')
  await once(socket, 'listening')
  return {at: `127.0.0.1:${socket.address().port}`, close: () => socket.close()}
}
