import type {X509Certificate} from 'node:crypto'

const oneLine = (rdns: string | undefined) => (rdns ?? '').split('\n').join(', ')

/** What facts say of a certificate: names, thumbprints, times, purposes and the kind of its key, no DER. */
export const described = (certificate: X509Certificate) => ({
  subject: oneLine(certificate.subject),
  issuer: oneLine(certificate.issuer),
  sha1: certificate.fingerprint.replaceAll(':', ''),
  sha256: certificate.fingerprint256.replaceAll(':', ''),
  notBefore: new Date(certificate.validFrom).toISOString(),
  notAfter: new Date(certificate.validTo).toISOString(),
  // Node calls the extended key usage keyUsage, and has none where the certificate has none.
  purposes: (certificate.keyUsage as string[] | undefined) ?? null,
  ...keyOf(certificate),
})

function keyOf(certificate: X509Certificate): {keyType: string | null; keyBits: number | null} {
  try {
    const {asymmetricKeyType, asymmetricKeyDetails} = certificate.publicKey
    return {keyType: asymmetricKeyType ?? null, keyBits: asymmetricKeyDetails?.modulusLength ?? null}
  } catch {
    return {keyType: null, keyBits: null}
  }
}
