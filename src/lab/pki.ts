import type {SecureContextOptions} from 'node:tls'
import {type CertificateAndKey, makeCertificate} from '../certificates/make.ts'
import {keyOf} from './keys.ts'
import type {Host} from './state.ts'

/** The certification authorities: whose name they bear, and whether this installation trusts them. */
const authorities = {
  // The organisation is one that the catalogue expects above the genuine hosts.
  genuine: {subject: {O: 'DigiCert Inc', CN: 'npsmfa lab root'}, trusted: true},
  inspection: {subject: {O: 'Contoso Inspection', CN: 'Contoso Inspection Root CA'}, trusted: true},
  stranger: {subject: {O: 'Contoso Inspection', CN: 'Contoso Inspection Root CA 2'}, trusted: false},
} as const
type Authority = keyof typeof authorities

interface Kind {
  /** Null signs itself. */
  by: Authority | null
  /** Days from now. */
  from: number
  until: number
  /** In place of the hosts' own names. */
  names?: readonly string[]
}

const kinds: Readonly<Record<Host['certificate'], Kind>> = {
  valid: {by: 'genuine', from: -30, until: 300},
  expired: {by: 'genuine', from: -400, until: -3},
  'not-yet-valid': {by: 'genuine', from: 3, until: 400},
  'wrong-name': {by: 'genuine', from: -30, until: 300, names: ['somewhere-else.contoso.example']},
  'self-signed': {by: null, from: -30, until: 300},
  untrusted: {by: 'stranger', from: -30, until: 300},
  inspected: {by: 'inspection', from: -30, until: 300},
}

export interface Pki {
  /** PEM: what this installation trusts. */
  ca: string
  credentials(host: Host): SecureContextOptions
}

/** Makes the authorities and certificates that these hosts use, and no others: keys take time. */
export async function makePki(hosts: readonly Host[]): Promise<Pki> {
  const used = [...new Set(hosts.map(({certificate}) => certificate))]
  const needed = new Set<Authority>(['genuine', ...used.flatMap((name) => kinds[name].by ?? [])])
  const serverKey = keyOf('server')
  const roots = Object.fromEntries(
    await Promise.all(
      [...needed].map(async (name) => {
        const {subject} = authorities[name]
        return [
          name,
          await makeCertificate({
            subject,
            key: await keyOf(name),
            notBefore: days(-1000),
            notAfter: days(3000),
            ca: true,
          }),
        ] as const
      }),
    ),
  ) as Record<Authority, CertificateAndKey>
  const made = new Map<string, SecureContextOptions>()
  for (const name of used) {
    const {by, from, until, names} = kinds[name]
    const served = hosts.flatMap((host) => (host.certificate === name ? host.name : []))
    const dnsNames = names ?? [...new Set(served)]
    const {certificate, key} = await makeCertificate({
      subject: {O: 'npsmfa lab', CN: dnsNames[0]!},
      ...(by ? {issuer: roots[by]} : {}),
      key: await serverKey,
      notBefore: days(from),
      notAfter: days(until),
      dnsNames,
      // For tools that cannot be told to connect elsewhere than where a name leads.
      ipAddresses: names ? [] : ['127.0.0.1'],
    })
    made.set(name, {cert: certificate, key})
  }
  const trusted = [...needed].filter((name) => authorities[name].trusted)
  return {
    ca: trusted.map((name) => roots[name].certificate).join(''),
    credentials: ({certificate}) => made.get(certificate)!,
  }
}

const days = (count: number) => new Date(Date.now() + count * 86_400_000)
