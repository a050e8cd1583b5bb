import {createPublicKey, randomBytes, verify} from 'node:crypto'
import type {asn1, pki} from 'node-forge'
import {loadForge} from './forge.ts'
import type {Name} from './make.ts'
import {utf8Names} from './names.ts'

export interface ExternalWish {
  subject: Name
  /** The RSA public key: PEM, SubjectPublicKeyInfo. */
  publicKey: string
  notBefore: Date
  notAfter: Date
}

/** Signs with the private key that belongs to it: RSASSA-PKCS1-v1_5 with SHA-256. */
export type Sign = (data: Uint8Array) => Promise<Uint8Array>

/** Parts of forge that its type declarations leave out. */
interface Undeclared {
  getTBSCertificate(certificate: pki.Certificate): asn1.Asn1
}
interface Unsigned {
  signatureOid: string
  siginfo: {algorithmOid: string; parameters: null}
}

/**
 * A self-signed certificate for client authentication, DER, whose private key stays where it is (RFC 5280).
 * Rejects where what was signed does not belong to the public key.
 */
export async function selfSignedOver(
  {subject, publicKey, notBefore, notAfter}: ExternalWish,
  sign: Sign,
): Promise<Uint8Array> {
  const forge = await loadForge()
  const {asn1} = forge
  const certificate = forge.pki.createCertificate()
  certificate.publicKey = forge.pki.publicKeyFromPem(publicKey)
  // Positive and of 20 octets at most (RFC 5280 §4.1.2.2), with 120 random bits.
  certificate.serialNumber = `01${randomBytes(15).toString('hex')}`
  certificate.validity.notBefore = notBefore
  certificate.validity.notAfter = notAfter
  const names = utf8Names(forge, subject)
  certificate.setSubject(names)
  certificate.setIssuer(names)
  certificate.setExtensions([
    {name: 'basicConstraints', cA: false, critical: true},
    {name: 'keyUsage', digitalSignature: true, critical: true},
    {name: 'extKeyUsage', clientAuth: true},
    {name: 'subjectKeyIdentifier'},
  ])
  const algorithm = forge.pki.oids.sha256WithRSAEncryption!
  Object.assign(certificate as unknown as Unsigned, {
    signatureOid: algorithm,
    siginfo: {algorithmOid: algorithm, parameters: null},
  })
  const tbs = (forge.pki as unknown as Undeclared).getTBSCertificate(certificate)
  const signed = Buffer.from(asn1.toDer(tbs).getBytes(), 'latin1')
  const signature = await sign(signed)
  if (!verify('sha256', signed, createPublicKey(publicKey), signature))
    throw new Error('the key that signed the certificate is not the one that it is made for')
  const {Class, Type} = asn1
  const part = (type: asn1.Type, constructed: boolean, value: string | asn1.Asn1[]) =>
    asn1.create(Class.UNIVERSAL, type, constructed, value)
  const whole = part(Type.SEQUENCE, true, [
    tbs,
    part(Type.SEQUENCE, true, [
      part(Type.OID, false, asn1.oidToDer(algorithm).getBytes()),
      part(Type.NULL, false, ''),
    ]),
    // No bits of the last octet are unused.
    part(Type.BITSTRING, false, `\0${Buffer.from(signature).toString('latin1')}`),
  ])
  return Buffer.from(asn1.toDer(whole).getBytes(), 'latin1')
}
