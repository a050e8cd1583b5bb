import * as v from 'valibot'
import {defineFact} from '../core/fact.ts'

const shape = v.object({
  subject: v.string(),
  issuer: v.string(),
  /** SHA-1 and SHA-256 of the DER form, hexadecimal, upper case. */
  sha1: v.string(),
  sha256: v.string(),
  notBefore: v.string(),
  notAfter: v.string(),
  hasPrivateKey: v.boolean(),
  from: v.picklist(['store', 'file']),
})
export type ExtensionCertificate = v.InferOutput<typeof shape>

export const extensionCertificate = defineFact<ExtensionCertificate>({
  key: 'extension-certificate',
  about: 'the extension’s certificate',
  shape,
  identifies: ['/subject', '/issuer', '/sha1', '/sha256'],
})
