import {type IncomingMessage, request} from 'node:http'
import type {Socket} from 'node:net'
import {redacted} from '../redacted.ts'
import {codeOf, LayerFailure} from './layers.ts'

export interface HttpProxy {
  host: string
  port: number
  /** `user:password`; only ever sent to the proxy itself. */
  credentials: string | null
}

/** The proxy as it may be shown: without credentials. */
export const shown = ({host, port}: HttpProxy): string =>
  `http://${host.includes(':') ? `[${host}]` : host}:${port}`

const passwordIn = (credentials: string): string => credentials.slice(credentials.indexOf(':') + 1)

/** Asks a proxy for a tunnel (HTTP CONNECT, RFC 9110 §9.3.6) over an open connection to it. */
export function tunnel(socket: Socket, proxy: HttpProxy, host: string, port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const headers: Record<string, string> = {host: `${host}:${port}`}
    if (proxy.credentials !== null) {
      headers['proxy-authorization'] = `Basic ${Buffer.from(proxy.credentials).toString('base64')}`
    }
    const asking = request({
      createConnection: () => socket,
      method: 'CONNECT',
      path: `${host}:${port}`,
      headers,
    })
    const fail = (code: string, detail: string, schemes: string[] = []) => {
      socket.destroy()
      reject(new LayerFailure('proxy', code, detail, {proxySchemes: schemes}))
    }
    const answered = ({statusCode, statusMessage, headersDistinct}: IncomingMessage) => {
      const secrets = proxy.credentials === null ? [] : [proxy.credentials, passwordIn(proxy.credentials)]
      const schemes = (headersDistinct['proxy-authenticate'] ?? []).map(
        (header) => redacted(header, secrets).trim().split(/\s/)[0]!,
      )
      const said = `${shown(proxy)} answered ${statusCode} ${redacted(statusMessage ?? '', secrets)}`.trim()
      fail(statusCode === 407 ? 'authentication' : 'refused', said, schemes)
    }
    asking.once('connect', (response, tunnelled) => {
      if (response.statusCode === 200) resolve(tunnelled as Socket)
      else answered(response)
    })
    asking.once('response', answered)
    asking.once('error', (error) => fail('failed', `${shown(proxy)} did not open a tunnel: ${codeOf(error)}`))
    asking.end()
  })
}
