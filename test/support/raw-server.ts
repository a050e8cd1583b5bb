import {createServer as createTcp, type Socket} from 'node:net'
import {after} from 'node:test'
import {createServer as createTls, type SecureContextOptions} from 'node:tls'
import {type CertificateAndKey, makeCertificate} from '../../src/certificates/make.ts'
import {listening} from './ports.ts'

/** What a server does with a connection; null: it accepts and keeps silent. */
export type Conduct = ((socket: Socket) => void) | null

const day = 86_400_000
const days = (n: number) => new Date(Date.now() + n * day)

export interface Authority {
  /** PEM. */
  ca: string
  certificate(host: string, from?: number, until?: number): Promise<CertificateAndKey>
}

/** A certification authority of the test's own; dates are days from now. */
export async function authority(organisation = 'DigiCert Inc'): Promise<Authority> {
  const subject = {O: organisation, CN: 'test root'}
  const root = await makeCertificate({subject, notBefore: days(-100), notAfter: days(100), ca: true})
  return {
    ca: root.certificate,
    certificate: (host, from = -1, until = 10) =>
      makeCertificate({
        subject: {CN: host},
        issuer: root,
        key: root.key,
        notBefore: days(from),
        notAfter: days(until),
        dnsNames: [host],
      }),
  }
}

export const selfSigned = (host: string) =>
  makeCertificate({subject: {CN: host}, notBefore: days(-1), notAfter: days(10), dnsNames: [host]})

const sockets = new Set<Socket>()
const servers = new Set<{close(): unknown}>()
after(() => {
  for (const server of servers) server.close()
  for (const socket of sockets) socket.destroy()
})

function hold(socket: Socket): void {
  sockets.add(socket)
  socket.on('error', () => socket.destroy())
  socket.on('close', () => sockets.delete(socket))
}

/** A server on loopback that speaks plain TCP; its port. It is gone when the tests of the file are done. */
export function tcpServer(conduct: Conduct): Promise<number> {
  const server = createTcp((socket) => {
    hold(socket)
    if (conduct) conduct(socket)
    else socket.resume()
  })
  servers.add(server)
  return listening(server)
}

/** The same behind TLS. */
export function tlsServer(
  {certificate, key}: CertificateAndKey,
  conduct: Conduct,
  more: SecureContextOptions = {},
) {
  const server = createTls({cert: certificate, key, ...more}, (socket) => {
    hold(socket)
    if (conduct) conduct(socket)
    else socket.resume()
  })
  server.on('connection', hold)
  server.on('tlsClientError', () => {})
  servers.add(server)
  return listening(server)
}

/** Says something as soon as it has been asked anything. */
export const says =
  (...parts: (string | Buffer)[]): Conduct =>
  (socket) => {
    socket.once('data', () => {
      for (const part of parts) socket.write(part)
      socket.resume()
    })
  }

/** Says something, and then the same again, as fast as the other side takes it or every so many milliseconds. */
export const repeats =
  (first: string | Buffer, again: string | Buffer, everyMs = 0): Conduct =>
  (socket) => {
    socket.once('data', () => {
      socket.resume()
      socket.write(first)
      if (everyMs > 0) {
        const timer = setInterval(() => socket.write(again), everyMs)
        socket.on('close', () => clearInterval(timer))
        return
      }
      pour(socket, again)
    })
  }

/** Writes the same again and again, as fast as the other side takes it. */
export function pour(socket: Socket, again: string | Buffer): void {
  const fill = () => {
    while (!socket.destroyed && socket.write(again));
  }
  socket.on('drain', fill)
  fill()
}
