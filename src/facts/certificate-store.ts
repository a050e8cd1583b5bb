import * as v from 'valibot'
import {defineFact} from '../core/fact.ts'
import {time} from './time.ts'

/** What facts say of a certificate; the certificate itself is never kept. */
export const certificate = {
  subject: v.string(),
  issuer: v.string(),
  /** SHA-1 and SHA-256 of the DER form, hexadecimal, upper case. */
  sha1: v.string(),
  sha256: v.string(),
  notBefore: time,
  notAfter: time,
  /** Object identifiers of the extended key usage; null where the certificate has none. */
  purposes: v.nullable(v.array(v.string())),
  /** "rsa", "ec" …; null for a public key that cannot be read. */
  keyType: v.nullable(v.string()),
  /** Bits of an RSA key. */
  keyBits: v.nullable(v.number()),
  /** Where the store says that the private key is; null where it says there is none, or for a file. */
  keyPlace: v.nullable(
    v.object({
      provider: v.string(),
      /** CAPI provider type; 0 is a CNG key storage provider. */
      providerType: v.number(),
      /** 1 AT_KEYEXCHANGE, 2 AT_SIGNATURE, 0 CNG. */
      keySpec: v.number(),
      /** In the machine's key set, not a user's. */
      machine: v.boolean(),
    }),
  ),
  hasPrivateKey: v.boolean(),
}

const candidate = v.object({
  ...certificate,
  /** How CLIENT_CERT_IDENTIFIER names it; null where it does not. */
  matches: v.nullable(v.picklist(['thumbprint', 'subject'])),
})
export type Candidate = v.InferOutput<typeof candidate>

/** The certificates of LocalMachine\My that the extension may select, or that are an extension's. */
const shape = v.object({
  /** CLIENT_CERT_IDENTIFIER; null where it is missing. */
  identifier: v.nullable(
    v.object({
      text: v.string(),
      form: v.picklist(['thumbprint', 'subject']),
      /** A thumbprint that is nothing but its 40 digits: no blanks, no hidden character from a certificate's window. */
      tidy: v.boolean(),
    }),
  ),
  /** Those that CLIENT_CERT_IDENTIFIER names first, each kind with the longest-lasting first; not more than a hundred. */
  candidates: v.array(candidate),
  /** How many certificates are in the store, and how many of them could not be read. */
  total: v.number(),
  unreadable: v.number(),
})
export type CertificateStore = v.InferOutput<typeof shape>

export const certificateStore = defineFact<CertificateStore>({
  key: 'certificate-store',
  about: 'the extension’s certificates in LocalMachine\\My',
  shape,
  identifies: {
    name: ['/identifier/text', '/candidates/*/subject', '/candidates/*/issuer'],
    thumbprint: ['/candidates/*/sha1', '/candidates/*/sha256'],
  },
})
