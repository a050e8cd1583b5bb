import type {pki} from 'node-forge'
import type {CertificateWish} from './make.ts'

type WithKeyId = pki.Certificate & {generateSubjectKeyIdentifier(): {getBytes(): string}}

const keyIdOf = (certificate: pki.Certificate) =>
  (certificate as WithKeyId).generateSubjectKeyIdentifier().getBytes()

/** The extensions that a certificate made for this wish carries, in forge's notation. */
export function extensionsOf(wish: CertificateWish, own: pki.Certificate, issuer: pki.Certificate): object[] {
  const names = [
    ...(wish.dnsNames ?? []).map((value) => ({type: 2, value})),
    ...(wish.ipAddresses ?? []).map((ip) => ({type: 7, ip})),
  ]
  const keyIds = [
    {name: 'subjectKeyIdentifier'},
    {name: 'authorityKeyIdentifier', keyIdentifier: keyIdOf(issuer)},
  ]
  if (wish.ca)
    return [
      {name: 'basicConstraints', cA: true, critical: true},
      {name: 'keyUsage', keyCertSign: true, cRLSign: true, critical: true},
      ...keyIds,
    ]
  const usage = {serverAuth: names.length > 0, clientAuth: wish.clientAuth ?? false}
  return [
    {name: 'keyUsage', digitalSignature: true, keyEncipherment: true, critical: true},
    ...(usage.serverAuth || usage.clientAuth ? [{name: 'extKeyUsage', ...usage}] : []),
    ...(names.length ? [{name: 'subjectAltName', altNames: names}] : []),
    ...(own === issuer ? keyIds.slice(0, 1) : keyIds),
  ]
}
