import {mkdirSync, readFileSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import type {Introduction} from '../../src/lab/introduction.ts'
import {addressesIn, type Place, readyPort} from './installation-child.ts'
import type {Island, Service} from './island.ts'

/** A lab on an island, where its hosts live at addresses and ports of their own as in the world. */
export interface Installation {
  introduction: Introduction
  /** /etc/hosts of a machine that finds everything, in each of its networks. */
  hosts(network: number): Record<string, string>
  /** What an operator of it gives to the doctor, beside the directory. */
  args: readonly string[]
  /** --ldap and --ldap-user. */
  directory: readonly string[]
  env: Readonly<Record<string, string>>
  /** PEM file: whom this installation trusts. */
  ca: string
}

/** Starts labs in one process; by scenario. */
export async function installations<const P extends Place>(
  island: Island,
  places: readonly P[],
): Promise<Record<P['scenario'], Installation> & {service: Service}> {
  const folder = join(island.folder, 'labs')
  mkdirSync(folder)
  const program = join(import.meta.dirname, 'installation-child.ts')
  const args = [program, folder, JSON.stringify(places)]
  const service = await island.start(process.execPath, args, [`tcp 127.0.0.1:${readyPort}`])
  const made = places.map(({scenario}) => [scenario, installation(folder, scenario)] as const)
  return {...(Object.fromEntries(made) as Record<P['scenario'], Installation>), service}
}

function installation(folder: string, scenario: string): Installation {
  const introduction = JSON.parse(readFileSync(join(folder, `${scenario}.json`), 'utf8')) as Introduction
  const file = (name: string, text: string) => {
    const path = join(folder, `${scenario}-${name}.pem`)
    writeFileSync(path, text, {mode: 0o600})
    return path
  }
  const {ca, tenantId, graphToken, directory, users, radius, server} = introduction
  const [extension] = server.certificates
  const trusted = file('ca', ca)
  return {
    introduction,
    hosts: (network) => addressesIn(network, introduction),
    args: [
      ...['--cert', file('certificate', extension!.certificate), '--key', file('key', extension!.key!)],
      ...['--tenant', tenantId, '--user', users[0]!, '--radius', radius.address],
    ],
    directory: ['--ldap', directory.url, '--ldap-user', directory.user],
    env: {
      NPSMFA_GRAPH_TOKEN: graphToken,
      NPSMFA_LDAP_PASSWORD: directory.password,
      NPSMFA_RADIUS_SECRET: radius.secret,
      NODE_EXTRA_CA_CERTS: trusted,
    },
    ca: trusted,
  }
}
