import {X509Certificate} from 'node:crypto'
import type {Journal, Json} from '../core/journal.ts'
import {ChangeFailed, type Doing} from './change.ts'

/** A certificate that a step before has made, or that is there. */
export type CertificateArg = {step: string} | {pem: string}

export interface Certificate {
  pem: string
  der: Uint8Array
  /** Upper-case hexadecimal. */
  sha1: string
  sha256: string
}

export function certificateOf(given: CertificateArg, {made}: Doing): Certificate {
  const pem = 'pem' in given ? given.pem : pemIn(made[given.step])
  const {raw, fingerprint256} = new X509Certificate(pem)
  return {pem, der: raw, sha1: thumbprintOf(pem), sha256: fingerprint256.replaceAll(':', '')}
}

/** The same, null while it is not made. */
export const certificateSoFar = (given: CertificateArg, doing: Doing): Certificate | null =>
  'step' in given && !isMade(doing.made[given.step]) ? null : certificateOf(given, doing)

const thumbprintOf = (pem: string) => new X509Certificate(pem).fingerprint.replaceAll(':', '')

const isMade = (made: Json | undefined): made is {pem: string} =>
  typeof made === 'object' && made !== null && 'pem' in made && typeof made.pem === 'string'

function pemIn(made: Json | undefined): string {
  if (isMade(made)) return made.pem
  throw new ChangeFailed('the certificate has not been made yet')
}

/** Thumbprints of all certificates that runs of this server have made. */
export const madeIn = (journals: readonly Journal[]): string[] =>
  journals.flatMap(({steps}) => steps.flatMap(({made}) => (isMade(made) ? [thumbprintOf(made.pem)] : [])))

export const pemOf = (der: Uint8Array): string =>
  `-----BEGIN CERTIFICATE-----\n${Buffer.from(der).toString('base64').replace(/.{64}/g, '$&\n').trimEnd()}\n-----END CERTIFICATE-----\n`
