import {writeFileSync} from 'node:fs'
import {connect, createServer, type Socket} from 'node:net'
import {join} from 'node:path'
import {buildLab, type Introduction, startLab} from '../../src/lab/index.ts'

/** One lab, and the networks (127.0.N.0/24) where its hosts live: the first of them at .1, the second at .2, and so on. */
export interface Place {
  scenario: string
  networks: readonly number[]
}

/** Opened once everything else is. */
export const readyPort = 9

/** The addresses of a lab's hosts in one of its networks. */
export function addressesIn(network: number, {ports}: Introduction): Record<string, string> {
  const names = [...new Set(Object.keys(ports).map((port) => port.slice(0, port.lastIndexOf(':'))))]
  return Object.fromEntries(names.map((name, i) => [name, `127.0.${network}.${i + 1}`]))
}

/** Carries bytes both ways between whoever connects to `address` and a port of the lab. */
function forward(address: string, port: number, to: number): Promise<void> {
  const server = createServer({allowHalfOpen: true}, (client) => {
    const lab = connect({host: '127.0.0.1', port: to, allowHalfOpen: true})
    const between = (from: Socket, into: Socket) => {
      from.pipe(into)
      from.on('error', () => into.destroy())
      from.on('close', () => into.destroy())
    }
    between(client, lab)
    between(lab, client)
  })
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, address, resolve)
  })
}

// The program: a folder and places → labs on the real ports, and each one's introduction as <scenario>.json.
if (import.meta.main) {
  const [folder = '', places = '[]'] = process.argv.slice(2)
  for (const {scenario, networks} of JSON.parse(places) as Place[]) {
    const {address} = await startLab(await buildLab(scenario))
    const introduction = (await (await fetch(address)).json()) as Introduction
    writeFileSync(join(folder, `${scenario}.json`), JSON.stringify(introduction))
    for (const network of networks) {
      const addresses = addressesIn(network, introduction)
      for (const [name, to] of Object.entries(introduction.ports)) {
        const [host = '', port] = name.split(':')
        await forward(addresses[host]!, Number(port), to)
      }
    }
  }
  const ready = createServer()
  ready.listen(readyPort, '127.0.0.1')
}
