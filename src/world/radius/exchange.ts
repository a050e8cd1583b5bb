import type {Socket} from 'node:dgram'
import {SocketAddress} from 'node:net'
import type {Packet} from '../../codecs/radius/packet.ts'
import {readReply} from '../../codecs/radius/reply.ts'
import type {Ignored} from '../../core/radius.ts'
import {codeOf} from '../net/layers.ts'
import {type Patience, sendTimes} from './patience.ts'
import type {RadiusServer} from './server.ts'

/** A request as it goes over the wire, every time the same bytes. */
export interface Request {
  packet: Packet
  bytes: Buffer
}

export type Ended =
  | {how: 'answer'; packet: Packet /** Whether it carries a Message-Authenticator. */; signed: boolean}
  | {how: 'silence'}
  /** So many datagrams that were no answer that the wait was given up. */
  | {how: 'flood'}
  /** This machine could not send, or its packets were turned away; the operating system's code. */
  | {how: 'unreachable'; code: string}

export type Exchanged = {
  ended: Ended
  /** From the first sending to the end. */
  ms: number
  sends: number
  ignored: Ignored
}

export const nothingIgnored = (): Ignored => ({
  malformed: 0,
  code: 0,
  identifier: 0,
  authenticator: 0,
  'message-authenticator': 0,
  source: 0,
})

/** Whoever sends more than this that is no answer is not waited for any longer. */
export const mostIgnored = 1_000

/**
 * Sends a request until an answer comes or patience ends, as a NAS does: again and again the same packet, so that a
 * server takes it for one request (RFC 5080 §2.2.2). The socket stays open. Rejects with the signal's reason when it aborts.
 */
export function exchange(
  socket: Socket,
  server: RadiusServer,
  {packet: request, bytes}: Request,
  patience: Patience,
  signal: AbortSignal,
): Promise<Exchanged> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(signal.reason)
    const started = performance.now()
    const ignored = nothingIgnored()
    const isServer = comesFrom(server)
    let [sends, wrong] = [0, 0]

    const release = () => {
      for (const timer of timers) clearTimeout(timer)
      socket.off('message', received).off('error', failed)
      signal.removeEventListener('abort', aborted)
    }
    const end = (ended: Ended) => {
      release()
      resolve({ended, ms: performance.now() - started, sends, ignored})
    }
    const aborted = () => {
      release()
      reject(signal.reason)
    }
    const failed = (error: Error) => end({how: 'unreachable', code: codeOf(error)})
    const received = (datagram: Buffer, from: {address: string; port: number}) => {
      const read = isServer(from) ? readReply(datagram, request, server.secret) : 'source'
      if (typeof read !== 'string') return end({how: 'answer', ...read})
      ignored[read]++
      if (++wrong >= mostIgnored) end({how: 'flood'})
    }
    const send = () => {
      sends++
      const sent = (error: Error | null) => {
        if (error) failed(error)
      }
      if (isConnected(socket)) socket.send(bytes, sent)
      else socket.send(bytes, server.port, server.address, sent)
    }

    socket.on('message', received).on('error', failed)
    signal.addEventListener('abort', aborted, {once: true})
    const timers = sendTimes(patience).map((ms) => setTimeout(send, ms))
    timers.push(setTimeout(() => end({how: 'silence'}), patience.timeoutMs))
  })
}

/** Addresses have more than one spelling. */
function comesFrom(server: RadiusServer): (from: {address: string; port: number}) => boolean {
  const due = canonical(server.address)
  return ({address, port}) => port === server.port && canonical(address) === due
}

const canonical = (address: string): string =>
  new SocketAddress({
    address: address.replace(/%.*/s, ''),
    family: address.includes(':') ? 'ipv6' : 'ipv4',
  }).address

function isConnected(socket: Socket): boolean {
  try {
    socket.remoteAddress()
    return true
  } catch {
    return false
  }
}
