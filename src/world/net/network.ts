import type {SecureContext, TLSSocket} from 'node:tls'
import type {Path} from '../../facts/path.ts'
import {carrying, LayerFailure, within} from './layers.ts'
import type {Names} from './names.ts'
import {type HttpProxy, shown, tunnel} from './proxy.ts'
import {connectFirst} from './tcp.ts'
import {secure} from './tls.ts'

/** How this machine gets out: names, trust, the proxy in between, and where the lab serves a port. */
export interface Route {
  names: Names
  trust: SecureContext
  proxyFor(host: string): HttpProxy | null
  /** The port that really serves host:port; the same one outside the lab. */
  portOf(host: string, port: number): number
}

export interface Opened {
  socket: TLSSocket
  path: Path
}

/** The longest wait for each layer of a healthy network, in milliseconds. */
const layerMs = {name: 5_000, tcp: 5_000, proxy: 5_000, tls: 5_000}

const nothing = (host: string, port: number): Path => ({
  host,
  port,
  resolver: null,
  addresses: [],
  proxy: null,
  proxySchemes: [],
  address: null,
  protocol: null,
  chain: [],
})

/** Opens a plain connection to host:port, through the proxy where there is one. */
export async function openTcp(route: Route, host: string, port: number, signal: AbortSignal) {
  let path = nothing(host, port)
  try {
    const proxy = route.proxyFor(host)
    const first = proxy ?? {host, port: route.portOf(host, port)}
    const who = proxy ? `the proxy ${shown(proxy)}` : host
    if (proxy) path = {...path, proxy: shown(proxy)}

    const waitingFor = `no answer to the name look-up of ${first.host}`
    path = {...path, resolver: route.names.resolver}
    const addresses = await within(route.names.lookup(first.host), {
      layer: 'name',
      waitingFor,
      ms: layerMs.name,
      signal,
      stop() {},
    })
    path = {...path, addresses}

    const {socket: connected, stop} = connectFirst(addresses, first.port)
    const noTcp = `no answer from ${who} (${addresses.join(', ')}) port ${proxy ? proxy.port : port}`
    let socket = await within(connected, {layer: 'tcp', waitingFor: noTcp, ms: layerMs.tcp, signal, stop})
    path = {...path, address: socket.remoteAddress ?? null}

    if (proxy) {
      const open = socket
      const noTunnel = `no tunnel from ${who} to ${host}`
      const asked = tunnel(open, proxy, host, port)
      socket = await within(asked, {
        layer: 'proxy',
        waitingFor: noTunnel,
        ms: layerMs.proxy,
        signal,
        stop: () => open.destroy(),
      })
    }
    return {socket, path}
  } catch (error) {
    throw carrying(throughProxy(error, path), path)
  }
}

/** With a proxy in between, a name or connection that fails is the proxy's. */
const throughProxy = (error: unknown, path: Path): unknown =>
  path.proxy && error instanceof LayerFailure && error.layer !== 'proxy'
    ? new LayerFailure('proxy', 'unreachable', error.message, error.path)
    : error

/** Opens TLS to host:port; fails with a `LayerFailure` that carries all it learnt. */
export async function openTls(
  route: Route,
  host: string,
  port: number,
  signal: AbortSignal,
): Promise<Opened> {
  const {socket, path} = await openTcp(route, host, port, signal)
  try {
    const waitingFor = `${host} accepted the connection but did not complete the TLS handshake`
    const handshake = secure(socket, host, route.trust)
    const stop = () => socket.destroy()
    const secured = await within(handshake, {layer: 'tls', waitingFor, ms: layerMs.tls, signal, stop})
    return {socket: secured.socket, path: {...path, protocol: secured.protocol, chain: secured.chain}}
  } catch (error) {
    throw carrying(error, path)
  }
}
