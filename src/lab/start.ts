import {randomBytes} from 'node:crypto'
import {setMaxListeners} from 'node:events'
import {introduce} from './introduce.ts'
import type {Introduction} from './introduction.ts'
import {serveHost} from './network/host.ts'
import {startNameServer} from './network/names.ts'
import {closedPort, openPort} from './network/port.ts'
import {serveProxy} from './network/proxy.ts'
import {keepSilent} from './network/silence.ts'
import {type RadiusAddress, startNps} from './nps/serve.ts'
import {makePki} from './pki.ts'
import {type Running, runningLab, type Serve} from './running.ts'
import {serveIntroduction} from './serve-introduction.ts'
import type {Host, LabState} from './state.ts'

export interface Lab {
  /** "http://127.0.0.1:port", where the lab introduces itself. */
  address: string
  /** How a RADIUS client asks its NPS. */
  radius: Introduction['radius']
  /** Afterwards nothing of the lab keeps the process alive. */
  close(): Promise<void>
}

const key = ({name, port}: Host) => `${name}:${port}`.toLowerCase()

const onLoopback: RadiusAddress = {address: '127.0.0.1', port: 0}

/** `radius`: where its NPS answers, for a NAS that is not on this machine. */
export async function startLab(state: LabState, radius = onLoopback): Promise<Lab> {
  const ending = new AbortController()
  setMaxListeners(0, ending.signal)
  try {
    return await start(state, ending, radius)
  } catch (error) {
    ending.abort()
    throw error
  }
}

async function start(state: LabState, ending: AbortController, at: RadiusAddress): Promise<Lab> {
  const lab = runningLab(state, ending.signal, randomBytes(32))
  const pki = await makePki(state.hosts)
  const inside = new Map(state.hosts.map((host) => [key(host), serveHost(lab, host, pki.credentials(host))]))
  const [dns, ports, proxy, radius] = await Promise.all([
    startNameServer(lab),
    Promise.all(state.hosts.map(async (host) => [key(host), await directPort(lab, host, inside)] as const)),
    state.proxy ? openPort(serveProxy(lab, state.proxy, inside), lab.closed) : null,
    startNps(lab, at),
  ])
  const introduction = introduce(state, {
    ca: pki.ca,
    dns,
    radius,
    ports: Object.fromEntries(ports),
    proxy: proxy === null ? null : `http://127.0.0.1:${proxy}`,
  })
  const port = await openPort(serveIntroduction(introduction), lab.closed)
  const {radius: nps} = introduction
  return {address: `http://127.0.0.1:${port}`, radius: nps, close: async () => ending.abort()}
}

/** Where a proxy is the only way out, the hosts of the internet never answer a direct connection. */
function directPort(lab: Running, host: Host, inside: Map<string, Serve>): Promise<number> {
  if (lab.state.proxy && host.port === 443) return openPort(keepSilent, lab.closed)
  return host.tcp === 'refuses' ? closedPort() : openPort(inside.get(key(host))!, lab.closed)
}
