import {createPublicKey, type KeyObject, X509Certificate} from 'node:crypto'
import {makeCertificate} from '../../../src/certificates/make.ts'

const modulus = (key: KeyObject) => Buffer.from(key.export({format: 'jwk'}).n!, 'base64url')

/** A certificate (PEM) over a public key of 2048 bits. Its own signature is nobody's: stores do not look at it. */
export async function certificateOver(publicKey: string): Promise<string> {
  const notBefore = new Date(Date.now() - 86_400_000)
  const notAfter = new Date(Date.now() + 86_400_000)
  const {certificate} = await makeCertificate({subject: {CN: 'own'}, notBefore, notAfter})
  const {raw, publicKey: former} = new X509Certificate(certificate)
  raw.set(modulus(createPublicKey(publicKey)), raw.indexOf(modulus(former)))
  return new X509Certificate(raw).toString()
}
