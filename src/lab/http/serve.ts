import {createServer, type IncomingMessage, type ServerResponse} from 'node:http'
import type {Running, Serve} from '../running.ts'
import type {Host} from '../state.ts'
import {type Asked, page, type Told} from './face.ts'
import {faceOf} from './faces.ts'
import {endlessHeaders, faults, hugeBody} from './faults.ts'

/** A list of some thousand keys. */
const longestBody = 512 * 1024

/** HTTP on a connection, as this host speaks it. */
export function overHttp(lab: Running, host: Host): Serve {
  const face = host.http === 'genuine' ? faceOf(lab, host.name) : faults[host.http]
  const http = createServer(async (request, response) => {
    try {
      const body = await readBody(request)
      if (body === null || host.http === 'silent') return
      await lab.late()
      if (host.http === 'endless-headers') return endlessHeaders(response)
      if (host.http === 'huge-body') return hugeBody(response)
      const told = await face(asked(host, request, body))
      if (told) answer(lab, request, response, told)
    } catch (error) {
      if (error instanceof URIError) answer(lab, request, response, page(400, 'Bad Request'))
      else request.socket.destroy()
    }
  })
  http.on('clientError', (_error, socket) => {
    if (socket.writable) socket.end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n')
  })
  return (socket) => {
    http.emit('connection', socket)
  }
}

const asked = (host: Host, {method = 'GET', url = '/', headers}: IncomingMessage, body: string): Asked => ({
  method,
  url: new URL(`https://${host.name}${url.startsWith('/') ? url : '/'}`),
  headers,
  body,
})

function answer(lab: Running, request: IncomingMessage, response: ServerResponse, told: Told): void {
  if (told.status === 0) return void request.socket.end(String(told.body))
  const isText = typeof told.body === 'string'
  response.writeHead(told.status, {
    Date: lab.now().toUTCString(),
    'Content-Type': isText ? 'text/html; charset=utf-8' : 'application/json; charset=utf-8',
    ...told.headers,
  })
  response.end(isText ? told.body : JSON.stringify(told.body))
}

/** Null when the client has sent more than any of our requests has. */
async function readBody(request: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request) {
    size += chunk.length
    if (size > longestBody) {
      request.socket.destroy()
      return null
    }
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString()
}
