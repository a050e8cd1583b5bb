import type {SecureContextOptions} from 'node:tls'
import {serveDirectory} from '../directory/serve.ts'
import {overHttp} from '../http/serve.ts'
import type {Running, Serve} from '../running.ts'
import type {Host} from '../state.ts'
import {keepSilent} from './silence.ts'
import {overTls} from './tls.ts'

/** One host from the first byte of a connection on: TCP, then TLS, then what it serves. */
export function serveHost(lab: Running, host: Host, credentials: SecureContextOptions): Serve {
  if (host.tcp === 'silent') return keepSilent
  if (host.tcp === 'resets') return (socket) => socket.resetAndDestroy()
  if (host.name !== lab.state.directory.host) return overTls(host.tls, credentials, overHttp(lab, host))
  const directory = serveDirectory(lab, credentials, host.port === 389 ? 'plain' : 'tls')
  return host.port === 389 ? directory : overTls(host.tls, credentials, directory)
}
