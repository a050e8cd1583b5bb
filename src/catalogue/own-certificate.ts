import {clientAuthentication} from './purposes.ts'
import {tenantInSubject} from './vendor-subject.ts'
import {isAtLeast, since} from './versions.ts'

/** What a certificate says of itself; times in ISO. */
export interface CertificateWords {
  subject: string
  notBefore: string
  notAfter: string
  /** Object identifiers of its extended key usage; null where it has none. */
  purposes: readonly string[] | null
  /** "rsa", "ec", …; null where it is not known. */
  keyType: string | null
  keyBits: number | null
}

/** Where it is to be used. */
export interface Use {
  /** Of the installed extension; null where it is not known. */
  version: string | null
  /** The tenant's id. */
  tenant: string
  /** ISO: now. */
  at: string
}

export type Unsuited = 'subject' | 'purposes' | 'key-type' | 'key-size' | 'not-valid-yet' | 'ended'

export interface Reason {
  why: Unsuited
  /** What is wrong and what it must be, as one sentence. */
  text: string
}

/** Below, Microsoft's guide to own certificates does not go. */
const leastBits = 2048

/**
 * Why a certificate of the operator's own will not do for the extension; nothing where it will.
 * Source: Microsoft Learn, "Integrate your existing NPS infrastructure with Microsoft Entra multifactor authentication".
 */
export function unsuited(certificate: CertificateWords, {version, tenant, at}: Use): Reason[] {
  const {subject, notBefore, notAfter, purposes, keyType, keyBits} = certificate
  const bySubject = isAtLeast(version, since.thumbprint) !== true
  const faults: [boolean, Unsuited, string][] = [
    [
      bySubject && tenantInSubject(subject) !== tenant.toLowerCase(),
      'subject',
      `Its subject is “${subject}”, and the extension ${version ?? 'of an unknown version'} finds certificates by “CN=${tenant}, OU=Microsoft NPS Extension” only; from ${since.thumbprint} on any subject will do.`,
    ],
    [
      !purposes?.includes(clientAuthentication),
      'purposes',
      `It is not issued for Client Authentication (${clientAuthentication}), which the extension needs.`,
    ],
    [
      keyType !== 'rsa',
      'key-type',
      `Its key is of the kind “${keyType ?? 'unknown'}”; the extension signs with RSA.`,
    ],
    [
      keyType === 'rsa' && (keyBits ?? 0) < leastBits,
      'key-size',
      `Its key has ${keyBits ?? 'an unknown number of'} bits; ${leastBits} are the least.`,
    ],
    [Date.parse(notBefore) > Date.parse(at), 'not-valid-yet', `It is valid from ${notBefore} on only.`],
    [!(Date.parse(notAfter) > Date.parse(at)), 'ended', `It has ended, at ${notAfter}.`],
  ]
  return faults.flatMap(([is, why, text]) => (is ? [{why, text}] : []))
}
