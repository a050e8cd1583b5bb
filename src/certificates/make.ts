import {createPublicKey, randomBytes, sign} from 'node:crypto'
import type {asn1, pki} from 'node-forge'
import {extensionsOf} from './extensions.ts'
import {loadForge} from './forge.ts'
import {makeKey} from './key.ts'
import {utf8Names} from './names.ts'

export interface CertificateAndKey {
  /** PEM. */
  certificate: string
  /** PEM, PKCS#8. */
  key: string
}

/** Short attribute names to values, in the order they are encoded: `{O: 'Contoso', CN: 'www'}`. */
export type Name = Readonly<Record<string, string>>

export interface CertificateWish {
  subject: Name
  /** Self-signed when absent. */
  issuer?: CertificateAndKey
  /** PEM; a new key when absent. */
  key?: string
  notBefore: Date
  notAfter: Date
  /** May issue certificates itself. */
  ca?: boolean
  dnsNames?: readonly string[]
  ipAddresses?: readonly string[]
  clientAuth?: boolean
}

/** Parts of forge that its type declarations leave out, or declare too narrowly. */
interface Undeclared {
  getTBSCertificate(certificate: pki.Certificate): asn1.Asn1
  /** Given in place of forge's own key; only this is called. */
  signer: pki.rsa.PrivateKey
}

/** Makes an X.509 certificate signed with SHA-256. Signing is node:crypto's: forge's own takes 50 times as long. */
export async function makeCertificate(wish: CertificateWish): Promise<CertificateAndKey> {
  const [forge, key] = await Promise.all([loadForge(), wish.key ?? makeKey()])
  const certificate = forge.pki.createCertificate()
  certificate.publicKey = forge.pki.publicKeyFromPem(publicPem(key))
  certificate.serialNumber = `01${randomBytes(15).toString('hex')}`
  certificate.validity.notBefore = wish.notBefore
  certificate.validity.notAfter = wish.notAfter
  const subject = utf8Names(forge, wish.subject)
  certificate.setSubject(subject)
  const issuer = wish.issuer && forge.pki.certificateFromPem(wish.issuer.certificate)
  certificate.setIssuer(issuer ? issuer.subject.attributes : subject)
  certificate.setExtensions(extensionsOf(wish, certificate, issuer ?? certificate))
  const {getTBSCertificate} = forge.pki as unknown as Undeclared
  const signer = {
    sign: () => {
      const signed = forge.asn1.toDer(getTBSCertificate(certificate)).getBytes()
      return sign('sha256', Buffer.from(signed, 'latin1'), wish.issuer?.key ?? key).toString('latin1')
    },
  }
  certificate.sign(signer as unknown as Undeclared['signer'], forge.md.sha256.create())
  return {certificate: forge.pki.certificateToPem(certificate).replaceAll('\r', ''), key}
}

const publicPem = (key: string) => createPublicKey(key).export({type: 'spki', format: 'pem'}).toString()
