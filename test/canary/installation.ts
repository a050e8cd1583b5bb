import {createPrivateKey} from 'node:crypto'
import {createServer, type IncomingMessage, request, type ServerResponse} from 'node:http'
import {makeCertificate} from '../../src/certificates/make.ts'
import type {Introduction, LabState} from '../../src/lab/index.ts'
import {labProcess} from '../support/lab-process.ts'
import {listening} from '../support/ports.ts'
import {type Asked, changesTenant, echoes, refusesWrites} from './echo.ts'
import {echoDirectory} from './echo-directory.ts'
import {mirror, proxyTo} from './mirror.ts'
import {plant} from './plant.ts'
import {planted, type Secret, seen, text} from './secrets.ts'

/** A lab whose every secret is marked, behind servers that tell what they were sent. */
export interface Installation {
  /** How the servers may conduct themselves: `honest`, or by the names of `echoes`; `refuses writes` beside these. */
  conducts: readonly string[]
  /** What --lab takes. */
  at(conduct: string): string
  /** HOST:PORT of a proxy from outside to the same servers. */
  proxy(conduct: string): string
  /** HOST:PORT of a directory on LDAPS that repeats the password it is given. */
  directory: string
  /** PEM. */
  ca: string
  introduction: Introduction
  /** The extension's certificate and key, PEM. */
  credential: {certificate: string; key: string}
  /** All that were planted, and all that came up since. */
  secrets(): readonly Secret[]
  /** What is there now; every private key in it is one of the secrets from then on. */
  now(): Promise<LabState>
  /** What the tenant was asked for that would change it. */
  writes(): readonly string[]
  close(): Promise<void>
}

const refusedByProxy = 'adnotifications.windowsazure.com'

export async function installation(): Promise<Installation> {
  const secrets = new Map(planted.map((secret) => [secret.bytes.toString('latin1'), secret]))
  const found = (more: readonly Secret[]) => {
    for (const secret of more) {
      const key = secret.bytes.toString('latin1')
      if (!secrets.has(key)) secrets.set(key, secret)
    }
  }
  const lab = await labProcess('healthy', plant)
  const introduction = await lab.introduction()
  const hosts = Object.keys(introduction.ports).flatMap((name) => name.match(/^(.+):443$/)?.[1] ?? [])
  const own = await certificateOf([...hosts, 'localhost', new URL(introduction.directory.url).hostname])
  const directory = await echoDirectory(own)
  const behind = {ca: introduction.ca, portOf: (host: string) => introduction.ports[`${host}:443`] ?? 0}
  const ca = `${introduction.ca}${own.ca}`
  const open: {close(): unknown}[] = [directory]
  const ports = new Map<string, number>()
  const writes: string[] = []
  const conducts = {honest: () => null, ...echoes, 'refuses writes': refusesWrites}
  for (const [conduct, answer] of Object.entries(conducts)) {
    const noting = (asked: Asked) => {
      if (changesTenant(asked)) writes.push(`${asked.method} ${asked.host}${asked.path}`)
      return answer(asked)
    }
    const server = await mirror(own, behind, noting, found)
    const proxy = await proxyTo(server.port, conduct in echoes ? refusedByProxy : 'nobody')
    open.push(server, proxy)
    ports.set(conduct, proxy.port)
  }
  const introduced = async (conduct: string): Promise<Introduction> => ({
    ...introduction,
    // What it is now; but sign-ins of other tests are nobody's evidence here.
    server: {...(await lab.introduction()).server, events: introduction.server.events},
    ca,
    proxy: `http://user:${text('labProxy')}@127.0.0.1:${ports.get(conduct)}`,
    ports: {
      ...introduction.ports,
      ...(conduct in echoes ? {[`${new URL(introduction.directory.url).hostname}:636`]: directory.port} : {}),
    },
    radius: {...introduction.radius, password: text('labUserPassword')},
  })
  const introducing = createServer(async (message, response) => {
    const {url = '/'} = message
    if (url === '/lock' || url === '/server') passOn(lab.address, message, response)
    else response.end(JSON.stringify(await introduced(decodeURIComponent(url.slice(1)))))
  })
  const port = await listening(introducing)
  const now = async () => {
    const state = await lab.now()
    const {certificates, keys = []} = state.server
    found([...certificates, ...keys].flatMap(({key}) => (key ? [privateKey(key)] : [])))
    return state
  }
  const {certificate, key} = (await now()).server.certificates[0]!
  return {
    conducts: ['honest', ...Object.keys(echoes)],
    at: (conduct) => `http://127.0.0.1:${port}/${encodeURIComponent(conduct)}`,
    proxy: (conduct) => `127.0.0.1:${ports.get(conduct)!}`,
    directory: `localhost:${directory.port}`,
    ca,
    introduction,
    credential: {certificate, key: key!},
    secrets: () => [...secrets.values()],
    now,
    writes: () => writes,
    async close() {
      for (const one of [...open, introducing]) one.close()
      await lab.stop()
    },
  }
}

const privateKey = (pem: string): Secret =>
  seen('a private key of the server', createPrivateKey(pem).export({type: 'pkcs8', format: 'der'}))

/** How whoever changes the lab's server comes to it, and keeps others away meanwhile. */
function passOn(lab: string, message: IncomingMessage, response: ServerResponse): void {
  const {method, url = '/'} = message
  const asking = request(new URL(url, lab), {method, agent: false}, (answer) => {
    response.writeHead(answer.statusCode!).flushHeaders()
    answer.on('error', () => {}).pipe(response)
  })
  asking.on('error', () => response.destroy())
  response.on('close', () => asking.destroy())
  message.pipe(asking)
}

const days = (count: number) => new Date(Date.now() + count * 86_400_000)

/** One certificate for all these hosts, and the authority it is of. */
async function certificateOf(dnsNames: string[]) {
  const dates = {notBefore: days(-10), notAfter: days(100)}
  const root = await makeCertificate({subject: {O: 'DigiCert Inc', CN: 'canary root'}, ...dates, ca: true})
  const leaf = await makeCertificate({subject: {CN: dnsNames[0]!}, issuer: root, ...dates, dnsNames})
  return {cert: leaf.certificate, key: leaf.key, ca: root.certificate}
}
