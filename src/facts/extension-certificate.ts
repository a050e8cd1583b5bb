import * as v from 'valibot'
import {defineFact} from '../core/fact.ts'
import {certificate} from './certificate-store.ts'

/** The certificate that tokens are asked with: of several that the extension may take, the best one. */
const shape = v.object({
  ...certificate,
  from: v.picklist(['store', 'file']),
  /** How CLIENT_CERT_IDENTIFIER names it; null for a file. */
  matches: v.nullable(v.picklist(['thumbprint', 'subject'])),
})
export type ExtensionCertificate = v.InferOutput<typeof shape>

export const extensionCertificate = defineFact<ExtensionCertificate>({
  key: 'extension-certificate',
  about: 'the extension’s certificate',
  shape,
  identifies: {name: ['/subject', '/issuer'], thumbprint: ['/sha1', '/sha256']},
})
