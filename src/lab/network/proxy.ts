import {createServer, type IncomingMessage} from 'node:http'
import type {Socket} from 'node:net'
import type {Duplex} from 'node:stream'
import {answerLater, type Running, type Serve} from '../running.ts'
import type {Host, LabState} from '../state.ts'

type Refusal = {status: string; headers?: readonly string[]; text: string}

const askWho: Refusal = {
  status: '407 Proxy Authentication Required',
  headers: ['Proxy-Authenticate: Negotiate', 'Proxy-Authenticate: Basic realm="Contoso proxy"'],
  text: 'This proxy serves known users only.',
}
const forbidden: Refusal = {status: '403 Forbidden', text: 'Access to this host is blocked by policy.'}
const noSuchHost: Refusal = {status: '502 Bad Gateway', text: 'The host name could not be resolved.'}
const noConnection: Refusal = {status: '503 Service Unavailable', text: 'The host refused the connection.'}
const connectOnly: Refusal = {status: '501 Not Implemented', text: 'This proxy only makes tunnels.'}

/** A proxy that makes tunnels to the lab's own hosts, and to nowhere else. */
export function serveProxy(
  lab: Running,
  proxy: NonNullable<LabState['proxy']>,
  inside: Map<string, Serve>,
): Serve {
  const http = createServer((request) => refuse(lab, request.socket, connectOnly))
  http.on('clientError', (_error, socket) => socket.destroy())
  http.on('connect', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const target = (request.url ?? '').toLowerCase()
    const host = lab.state.hosts.find(({name, port}) => `${name}:${port}`.toLowerCase() === target)
    const serve = inside.get(target)
    const refusal = refusalOf(proxy, request.headers['proxy-authorization'], target, host)
    if (refusal || !serve) return refuse(lab, socket, refusal ?? noSuchHost)
    socket.on('error', () => socket.destroy())
    answerLater(lab, socket, () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n')
      if (head.length) socket.unshift(head)
      serve(socket as Socket)
    })
  })
  return (socket) => {
    http.emit('connection', socket)
  }
}

function refusalOf(
  proxy: NonNullable<LabState['proxy']>,
  credentials: string | undefined,
  target: string,
  host: Host | undefined,
): Refusal | null {
  if (proxy.requiresAuthentication && !credentials) return askWho
  if (proxy.refuses.some((name) => target.split(':')[0] === name.toLowerCase())) return forbidden
  if (host?.dns !== 'answers') return noSuchHost
  return host.tcp === 'refuses' ? noConnection : null
}

function refuse(lab: Running, socket: Duplex, {status, headers = [], text}: Refusal): void {
  answerLater(lab, socket, () => {
    const date = `Date: ${lab.now().toUTCString()}`
    const lines = [
      `HTTP/1.1 ${status}`,
      ...headers,
      date,
      `Content-Length: ${text.length}`,
      'Connection: close',
    ]
    socket.end(`${lines.join('\r\n')}\r\n\r\n${text}`)
  })
}
