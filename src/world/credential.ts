import {createPrivateKey, createSign, X509Certificate} from 'node:crypto'
import type {Sign} from './entra/assertion.ts'

/** The extension's certificate from a file, and a way to sign with its key; the key itself stays in here. */
export interface Credential {
  /** PEM. */
  certificate: string
  sign: Sign
}

/** Throws where the key does not belong to the certificate. */
export function credentialOf(certificate: string, key: string): Credential {
  const privateKey = createPrivateKey(key)
  if (!new X509Certificate(certificate).checkPrivateKey(privateKey)) {
    throw new Error('the private key does not belong to the certificate')
  }
  return {certificate, sign: async (data) => createSign('RSA-SHA256').update(data).sign(privateKey)}
}
