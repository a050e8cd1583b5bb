import {getServers} from 'node:dns'
import {CannotKnow} from '../../core/evidence.ts'
import {codeOf, LayerFailure, whyOf} from '../net/layers.ts'
import type {Names} from '../net/names.ts'

/** A domain controller of a domain, by the SRV records that Active Directory registers (MS-ADTS §6.3.2.3). */
export async function discover(names: Names, domain: string): Promise<URL> {
  const record = `_ldap._tcp.dc._msdcs.${domain}`
  const found = await names.services(record).catch((error) => {
    throw new CannotKnow(why(error), `${explained(error, record, domain)}; name the directory with --ldap`)
  })
  const [best] = found.sort((a, b) => a.priority - b.priority || b.weight - a.weight)
  if (best && /^[a-z0-9._-]+$/i.test(best.name)) return new URL(`ldap://${best.name}:${best.port}`)
  throw new CannotKnow(
    'error',
    `DNS names no domain controller for ${domain} (${record}); name the directory with --ldap`,
  )
}

const why = (error: unknown) => (error instanceof LayerFailure ? whyOf(error) : 'error')

function explained(error: unknown, record: string, domain: string): string {
  const code = codeOf(error)
  if (code === 'not-found') return `DNS names no domain controller for ${domain} (${record})`
  // c-ares from 1.34.7 rejects a compressed SRV target, which some name servers send: nothing is wrong with the domain.
  if (code === 'EBADRESP')
    return `the answer to the SRV look-up of ${record} cannot be read by this program’s resolver`
  // On Windows some builds of Node.js read the name servers as 127.0.0.1.
  const misread = process.platform === 'win32' && getServers().join() === '127.0.0.1'
  if (misread) return 'this program’s resolver could not read which name servers this machine uses'
  return `the SRV look-up of ${record} failed (${error instanceof Error ? error.message : code})`
}
