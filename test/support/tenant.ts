import {createPrivateKey, createSign, X509Certificate} from 'node:crypto'
import {makeKey} from '../../src/certificates/key.ts'
import {makeCertificate} from '../../src/certificates/make.ts'
import type {Introduction} from '../../src/lab/index.ts'
import type {Prover} from '../../src/world/entra/assertion.ts'
import {graphWriterAt} from '../../src/world/entra/graph-writer.ts'
import {tenantDoor} from '../../src/world/entra/tenant/door.ts'
import type {Pace} from '../../src/world/entra/tenant/pace.ts'
import {routeTo} from './route.ts'

/** In a lab all happens within milliseconds. */
export const quick: Pace = {pauseMs: 30, patienceMs: 200, watchMs: 400, mostWrites: 30}

const host = 'graph.microsoft.com'

/** The tenant of a lab, as somebody with that token may change it. */
export const doorInto = ({ports, ca, adminToken}: Introduction, pace = quick, token = adminToken) =>
  tenantDoor(
    graphWriterAt(routeTo(ports[`${host}:443`]!, ca), host, async () => token),
    pace,
  )

export interface Server extends Prover {
  der: Uint8Array
  pem: string
}

const day = 86_400_000
const keys = new Map<string, Promise<string>>()

/** A certificate of a server's, new on each call; its key is made only once. */
export async function serverCertificate(name: string, days = 730): Promise<Server> {
  const made = keys.get(name) ?? makeKey()
  keys.set(name, made)
  const key = await made
  const {certificate: pem} = await makeCertificate({
    subject: {OU: 'Microsoft NPS Extension', CN: name},
    key,
    notBefore: new Date(Date.now() - day),
    notAfter: new Date(Date.now() + days * day),
  })
  return {pem, ...proverOf(pem, key)}
}

export function proverOf(pem: string, key: string): Prover & {der: Uint8Array} {
  const {raw, fingerprint, fingerprint256} = new X509Certificate(pem)
  const privateKey = createPrivateKey(key)
  return {
    der: raw,
    sha1: fingerprint.replaceAll(':', ''),
    sha256: fingerprint256.replaceAll(':', ''),
    sign: async (data) => createSign('RSA-SHA256').update(data).sign(privateKey),
  }
}
