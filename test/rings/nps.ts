import {createSocket} from 'node:dgram'
import {once} from 'node:events'
import {chapRequestOf} from '../../src/codecs/radius/ms-chap-attributes.ts'
import {codes, attributes as types} from '../../src/codecs/radius/numbers.ts'
import {decodePacket, octetsOf, type Packet, textOf} from '../../src/codecs/radius/packet.ts'
import {signedReply} from '../../src/codecs/radius/sign.ts'
import {revealPassword} from '../../src/codecs/radius/user-password.ts'
import type {Witness} from './witness.ts'

export const secret = 'Sh4red! of the witness'
export const password = 'Passw0rd! of alice'

/** A user whom RFC 2606 lets nobody be. */
const nobody = /^npsmfa-[0-9a-f]{8}@npsmfa\.invalid$/

/** Somebody's name, or what proves a password: it counts, and NPS rings for it. */
function spentBy(request: Packet): string | null {
  if (request.code === codes.statusServer && octetsOf(request, types.userName) === undefined) return null
  const name = textOf(request, types.userName)
  const hidden = octetsOf(request, types.userPassword)
  const given = hidden && revealPassword(hidden, Buffer.from(secret), request.authenticator)
  if (nobody.test(name) && given !== password && !chapRequestOf(request)) return null
  return `RADIUS ${request.code} for ${name}`
}

/** NPS that refuses nobody and lets in everybody else; a real user's name is enough to be spent. */
export async function nps(): Promise<Witness & {at: string; asked(): number}> {
  const socket = createSocket('udp4')
  let asked = 0
  const spent: string[] = []
  socket.on('message', (datagram, from) => {
    const request = decodePacket(datagram)
    asked++
    const what = spentBy(request)
    if (what) spent.push(what)
    const code = what ? codes.accessAccept : codes.accessReject
    socket.send(signedReply({code, attributes: []}, request, Buffer.from(secret)), from.port, from.address)
  })
  socket.bind(0, '127.0.0.1')
  await once(socket, 'listening')
  return {
    at: `127.0.0.1:${socket.address().port}`,
    asked: () => asked,
    spent: () => spent,
    close: () => socket.close(),
  }
}
