import {createPrivateKey} from 'node:crypto'
import {createServer} from 'node:http'
import {makeCertificate} from '../../src/certificates/make.ts'
import type {Introduction} from '../../src/lab/index.ts'
import {labProcess} from '../support/lab-process.ts'
import {listening} from '../support/ports.ts'
import {echoes} from './echo.ts'
import {echoDirectory} from './echo-directory.ts'
import {mirror, proxyTo} from './mirror.ts'
import {plant} from './plant.ts'
import {planted, type Secret, seen, text} from './secrets.ts'

/** A lab whose every secret is marked, behind servers that tell what they were sent. */
export interface Installation {
  /** How the servers may conduct themselves: `honest`, or by the names of `echoes`. */
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
  for (const conduct of ['honest', ...Object.keys(echoes)]) {
    const server = await mirror(own, behind, conduct, found)
    const proxy = await proxyTo(server.port, conduct === 'honest' ? 'nobody' : refusedByProxy)
    open.push(server, proxy)
    ports.set(conduct, proxy.port)
  }
  const introduced = (conduct: string): Introduction => ({
    ...introduction,
    ca,
    proxy: `http://user:${text('labProxy')}@127.0.0.1:${ports.get(conduct)}`,
    ports: {
      ...introduction.ports,
      ...(conduct === 'honest'
        ? {}
        : {[`${new URL(introduction.directory.url).hostname}:636`]: directory.port}),
    },
    radius: {...introduction.radius, password: text('labUserPassword')},
  })
  const introducing = createServer(({url = '/'}, response) =>
    response.end(JSON.stringify(introduced(decodeURIComponent(url.slice(1))))),
  )
  const port = await listening(introducing)
  const {certificate, key} = lab.state.server.certificates[0]!
  const der = createPrivateKey(key!).export({type: 'pkcs8', format: 'der'})
  found([seen('the extension’s private key', der)])
  return {
    conducts: [...ports.keys()],
    at: (conduct) => `http://127.0.0.1:${port}/${encodeURIComponent(conduct)}`,
    proxy: (conduct) => `127.0.0.1:${ports.get(conduct)!}`,
    directory: `localhost:${directory.port}`,
    ca,
    introduction,
    credential: {certificate, key: key!},
    secrets: () => [...secrets.values()],
    async close() {
      for (const one of [...open, introducing]) one.close()
      await lab.stop()
    },
  }
}

const days = (count: number) => new Date(Date.now() + count * 86_400_000)

/** One certificate for all these hosts, and the authority it is of. */
async function certificateOf(dnsNames: string[]) {
  const dates = {notBefore: days(-10), notAfter: days(100)}
  const root = await makeCertificate({subject: {O: 'DigiCert Inc', CN: 'canary root'}, ...dates, ca: true})
  const leaf = await makeCertificate({subject: {CN: dnsNames[0]!}, issuer: root, ...dates, dnsNames})
  return {cert: leaf.certificate, key: leaf.key, ca: root.certificate}
}
