import {createServer, type SecureContextOptions} from 'node:tls'
import type {Serve} from '../running.ts'
import type {Host} from '../state.ts'

/** What OpenSSL needs to be told before it speaks a protocol as old as TLS 1.1. */
const old: SecureContextOptions = {minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0'}

/** Puts TLS between a connection and `next`; `plain` leaves it out. */
export function overTls(kind: Host['tls'], credentials: SecureContextOptions, next: Serve): Serve {
  if (kind === 'plain') return next
  const server = createServer({...credentials, ...(kind === 'tls1.1' ? old : {})}, (socket) => {
    socket.on('error', () => socket.destroy())
    next(socket)
  })
  server.on('tlsClientError', (_error, socket) => socket.destroy())
  return (socket) => {
    server.emit('connection', socket)
  }
}
