import {createServer as createHttp, type IncomingMessage} from 'node:http'
import {createServer as createHttps, request} from 'node:https'
import {connect, type Socket} from 'node:net'
import type {Duplex} from 'node:stream'
import {listening} from '../support/ports.ts'
import type {Asked, Told} from './echo.ts'
import {type Secret, seen, text} from './secrets.ts'

const opaque = /^(?:client_assertion|client_secret|device_code|refresh_token|access_token|id_token|proof)$/

/** The secrets of a request and of its answer: what the lab's servers were really sent, and what they handed out. */
function secretsOf({headers, body}: Asked, told: Told): Secret[] {
  const [, bearer] = /^Bearer (.+)$/.exec(headers.authorization ?? '') ?? []
  const pairs = [
    ...new URLSearchParams(body),
    ...membersOf(body),
    ...membersOf(told.body),
    ['access_token', bearer ?? ''],
  ]
  return pairs.flatMap(([name = '', value]) =>
    opaque.test(name) && typeof value === 'string' && value.length > 20
      ? [seen(`${name} that was really used`, value), ...claimOf(value)]
      : [],
  )
}

function membersOf(body: string): [string, unknown][] {
  try {
    return Object.entries(JSON.parse(body) as object)
  } catch {
    return []
  }
}

/** The one claim of a token that nobody could guess. */
function claimOf(token: string): Secret[] {
  try {
    const {jti} = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString())
    return typeof jti === 'string' ? [seen('jti of a token', jti)] : []
  } catch {
    return []
  }
}

export interface Behind {
  /** The port on loopback that serves a host, and the authority that vouches for it. */
  portOf(host: string): number
  ca: string
}

/** Asks the lab itself. */
const passOn = ({method, host, path, headers, body}: Asked, {portOf, ca}: Behind): Promise<Told> =>
  new Promise((resolve, reject) => {
    const to = {host: '127.0.0.1', port: portOf(host), servername: host, ca, method, path, headers}
    const asking = request({...to, agent: false}, async (answer) =>
      resolve({status: answer.statusCode ?? 500, headers: headersOf(answer), body: await bodyOf(answer)}),
    )
    asking.once('error', reject)
    asking.end(body)
  })

const headersOf = ({headers}: IncomingMessage): Record<string, string> => {
  const {'transfer-encoding': _, 'content-length': __, ...rest} = headers as Record<string, string>
  return rest
}

async function bodyOf(message: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of message) chunks.push(chunk)
  return Buffer.concat(chunks).toString()
}

/** The hosts of the internet in front of the lab's; `answer` is how they conduct themselves, null to pass it on. */
export async function mirror(
  own: {cert: string; key: string},
  behind: Behind,
  answer: (asked: Asked) => Told | null,
  found: (secrets: readonly Secret[]) => void,
): Promise<{port: number; close(): void}> {
  const server = createHttps(own, async (message, response) => {
    const host = (message.headers.host ?? '').replace(/:\d+$/, '')
    const {method = 'GET', url: path = '/', headers} = message
    const asked = {method, host, path, headers, body: await bodyOf(message)}
    const told = answer(asked) ?? (await passOn(asked, behind))
    found(secretsOf(asked, told))
    response.writeHead(told.status, {
      ...told.headers,
      'Set-Cookie': `session=${text('setCookie')}; Secure`,
      'X-Session': text('serverHeader'),
    })
    response.end(told.body)
  })
  server.on('tlsClientError', () => {})
  return {port: await listening(server), close: () => server.close()}
}

/** A proxy that leads to the mirrors; to the host `refused` it makes no tunnel, and repeats who asked. */
export async function proxyTo(port: number, refused: string): Promise<{port: number; close(): void}> {
  const server = createHttp()
  const open = new Set<Duplex>()
  server.on('connect', ({url = '', headers}: IncomingMessage, socket: Socket) => {
    open.add(socket.on('error', () => {}).on('close', () => open.delete(socket)))
    const who = headers['proxy-authorization'] ?? ''
    if (url.startsWith(refused)) {
      const decoded = Buffer.from(who.replace(/^Basic /, ''), 'base64').toString()
      const lines = [
        `HTTP/1.1 407 ${who} is not ${decoded}`,
        `Proxy-Authenticate: ${who.split(' ')[1]} realm="${decoded}"`,
      ]
      return socket.end(`${lines.join('\r\n')}\r\nConnection: close\r\n\r\n<p>${who} ${decoded}</p>`)
    }
    const there = connect(port, '127.0.0.1').on('error', () => socket.destroy())
    open.add(there.on('close', () => open.delete(there)))
    socket.write('HTTP/1.1 200 Connection established\r\n\r\n')
    there.pipe(socket).pipe(there)
  })
  const close = () => {
    server.close()
    for (const socket of open) socket.destroy()
  }
  return {port: await listening(server), close}
}
