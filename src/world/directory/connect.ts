import type {Socket} from 'node:net'
import type {TLSSocket} from 'node:tls'
import {readExtendedResponse, startTlsRequest} from '../../codecs/starttls.ts'
import {carrying, LayerFailure, within} from '../net/layers.ts'
import {openTcp, openTls, type Route} from '../net/network.ts'
import {secure} from '../net/tls.ts'
import {answerTo} from './ask.ts'

/** One request may bring this much, in bytes; twenty accounts with hundreds of groups each are about half of that. */
const largest = 1_048_576
const handshakeMs = 5_000

export interface Connection {
  socket: TLSSocket
  /** To be called before each request: what it may bring is counted from here. */
  asking(): void
}

/** An open, verified TLS connection to a directory server: LDAPS for ldaps://, StartTLS for ldap://. */
export async function openLdap(route: Route, url: URL, signal: AbortSignal): Promise<Connection> {
  const ldaps = url.protocol === 'ldaps:'
  const port = Number(url.port || (ldaps ? 636 : 389))
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const socket = ldaps
    ? (await openTls(route, host, port, signal)).socket
    : await startTls(route, host, port, signal)
  socket.once('data', ([first]: Buffer) => {
    // Every LDAP message is a SEQUENCE (RFC 4511 §4.1.1); ldapts waits for ever on anything else.
    if (first !== 0x30) socket.destroy(new Error('what it sent is not LDAP'))
  })
  let received = 0
  socket.on('data', (chunk: Buffer) => {
    received += chunk.length
    if (received > largest) socket.destroy(new Error(`it sent more than ${largest} bytes`))
  })
  const asking = () => {
    received = 0
  }
  return {socket, asking}
}

/** StartTLS (RFC 4511 §4.14), with a deadline of its own for both halves. */
async function startTls(route: Route, host: string, port: number, signal: AbortSignal): Promise<TLSSocket> {
  const {socket, path} = await openTcp(route, host, port, signal)
  const stop = () => socket.destroy()
  try {
    const noExop = `${host} accepted the connection but did not answer StartTLS`
    await within(extended(socket, host), {layer: 'tls', waitingFor: noExop, ms: handshakeMs, signal, stop})
    const noTls = `${host} agreed to StartTLS but did not complete the TLS handshake`
    const handshake = secure(socket, host, route.trust)
    return (await within(handshake, {layer: 'tls', waitingFor: noTls, ms: handshakeMs, signal, stop})).socket
  } catch (error) {
    stop()
    throw carrying(error, path)
  }
}

async function extended(socket: Socket, host: string): Promise<void> {
  const refused = (detail: string) => new LayerFailure('tls', 'failed', detail)
  const read = (bytes: Buffer) => {
    const answer = readExtendedResponse(bytes)
    return answer.complete ? answer : null
  }
  const answer = await answerTo(socket, startTlsRequest(1), read).catch((error) => {
    if (error === null) throw refused(`${host} closed the connection instead of answering StartTLS`)
    throw refused(`what ${host} answered to StartTLS is not LDAP`)
  })
  if (answer.resultCode === 0) return
  throw refused(`${host} refused StartTLS: result code ${answer.resultCode} ${answer.diagnosticMessage}`)
}
