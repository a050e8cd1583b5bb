import {createSocket} from 'node:dgram'
import {once} from 'node:events'
import {codes, attributes as types} from '../../codecs/radius/numbers.ts'
import {type Attribute, decodePacket, type Packet} from '../../codecs/radius/packet.ts'
import {isSigned, type Reply, signedReply, unsignedReply} from '../../codecs/radius/sign.ts'
import type {Running} from '../running.ts'
import {answers} from './answers.ts'
import {authorize} from './authorize.ts'
import {configuration} from './configuration.ts'
import {proofIn} from './first-factor.ts'
import {journal} from './journal.ts'
import {chapErrors} from './person.ts'
import {sessions} from './sessions.ts'
import type {Verdict} from './verdict.ts'

/** Where NPS answers RADIUS (UDP, IPv4); port 0 is any that is free. */
export interface RadiusAddress {
  address: string
  port: number
}

/** Starts NPS as a RADIUS server; answers "address:port", where nothing listens while NPS is stopped. */
export async function startNps(lab: Running, at: RadiusAddress): Promise<string> {
  const udp = createSocket('udp4')
  udp.bind(at.port, at.address)
  await once(udp, 'listening')
  udp.on('error', () => {})
  const {port} = udp.address()
  // Who listens at every address is asked at this one from here.
  const address = `${at.address === '0.0.0.0' ? '127.0.0.1' : at.address}:${port}`
  if (lab.state.server.services.IAS?.state !== 'running') {
    udp.close()
    return address
  }
  let open = true
  lab.closed.addEventListener('abort', () => {
    open = false
    udp.close()
  })
  const challenges = sessions(lab.now)
  const write = journal(lab)
  const given = answers(() => performance.now())
  udp.on('message', (datagram, from) => {
    const request = taken(lab, datagram)
    if (!request) return
    const send = (reply: Buffer) => {
      if (open) udp.send(reply, from.port, from.address)
    }
    const before = given.duplicate(from, request)
    if (before) {
      if (before.reply) send(before.reply)
      return
    }
    const answer = async () => {
      await lab.late()
      const verdict = await authorize(lab, challenges, request)
      write(request, verdict)
      const reply = replyTo(lab, request, verdict)
      if (!reply) return given.discarded(from, request)
      given.answered(from, request, reply)
      send(reply)
    }
    answer().catch(() => given.discarded(from, request))
  })
  return address
}

/** A request that NPS takes on: from a client that it knows, signed where that is required, and no Status-Server. */
function taken({state}: Running, datagram: Buffer): Packet | null {
  const {nasAddress, secret} = state.radius
  const client = configuration(state).clients.find(({address, enabled}) => enabled && address === nasAddress)
  if (!client) return null
  const request = attempt(datagram)
  if (request?.code !== codes.accessRequest) return null
  const signed = isSigned(request, request.authenticator, Buffer.from(secret))
  return signed === true || (signed === null && !client.requiresMessageAuthenticator) ? request : null
}

function attempt(datagram: Buffer): Packet | null {
  try {
    return decodePacket(datagram)
  } catch {
    return null
  }
}

/** Null where nothing is answered. */
function replyTo({state}: Running, request: Packet, verdict: Verdict): Buffer | null {
  if (verdict.does === 'discard') return null
  const secret = Buffer.from(state.radius.secret)
  const reply = {code: replyCodes[verdict.does], attributes: contents(verdict, request, secret)}
  return (state.radius.signsReplies ? signedReply : unsignedReply)(reply satisfies Reply, request, secret)
}

const replyCodes = {
  accept: codes.accessAccept,
  reject: codes.accessReject,
  challenge: codes.accessChallenge,
} as const

type Answered = Exclude<Verdict, {does: 'discard'}>

function contents(verdict: Answered, request: Packet, secret: Buffer): readonly Attribute[] {
  switch (verdict.does) {
    case 'accept':
      return verdict.attributes
    case 'reject':
      return proofIn(request, secret).regret(verdict.error ?? chapErrors.failure)
    case 'challenge':
      return [
        {type: types.state, value: verdict.state},
        {type: types.replyMessage, value: Buffer.from(verdict.message)},
      ]
  }
}
