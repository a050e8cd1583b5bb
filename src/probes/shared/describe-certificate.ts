import type {X509Certificate} from 'node:crypto'

const oneLine = (rdns: string | undefined) => (rdns ?? '').split('\n').join(', ')

/** What facts say of a certificate: names, thumbprints and times, no DER. */
export const described = (certificate: X509Certificate) => ({
  subject: oneLine(certificate.subject),
  issuer: oneLine(certificate.issuer),
  sha1: certificate.fingerprint.replaceAll(':', ''),
  sha256: certificate.fingerprint256.replaceAll(':', ''),
  notBefore: new Date(certificate.validFrom).toISOString(),
  notAfter: new Date(certificate.validTo).toISOString(),
})
