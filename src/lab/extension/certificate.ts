import {X509Certificate} from 'node:crypto'
import {everyService, iasServiceSid} from '../../catalogue/service-sids.ts'
import {isAtLeast, since} from '../../catalogue/versions.ts'
import {rightsOf} from '../../codecs/access.ts'
import type {LabState} from '../state.ts'
import {setting, versionOf} from './settings.ts'

export interface Signer {
  certificate: X509Certificate
  /** PEM */
  key: string
}

/** The certificate that CLIENT_CERT_IDENTIFIER names, in its time and with a key that NPS may use; of several the last to end. */
export function signer(state: LabState): Signer | null {
  const usable = state.server.certificates.flatMap(({certificate: pem, key, facts}): Signer[] => {
    const certificate = new X509Certificate(pem)
    const allowed = facts === undefined || rightsOf(facts.sddl, sidsOfNps(state), true) !== 'denied'
    return key !== null && allowed && isNow(certificate) && isNamed(state, certificate)
      ? [{certificate, key}]
      : []
  })
  const end = ({certificate}: Signer) => Date.parse(certificate.validTo)
  return usable.sort((a, b) => end(b) - end(a))[0] ?? null
}

const parts = (subject: string) =>
  subject
    .split(/\n|,/)
    .map((part) =>
      part
        .replace(/\s*=\s*/, '=')
        .trim()
        .toLowerCase(),
    )
    .sort()
    .join('\n')

/** By its subject, or, for versions that know them, by its thumbprint. */
function isNamed(state: LabState, {subject, fingerprint}: X509Certificate): boolean {
  const identifier = setting(state, 'CLIENT_CERT_IDENTIFIER')
  if (!/^[0-9a-f\s]{40,}$/i.test(identifier)) return parts(subject) === parts(identifier)
  const knows = isAtLeast(versionOf(state), since.thumbprint)
  return knows === true && fingerprint.replaceAll(':', '') === identifier.replace(/\s/g, '').toUpperCase()
}

/** By the clock of the server, which is this machine's. */
const isNow = ({validFrom, validTo}: X509Certificate): boolean =>
  Date.parse(validFrom) <= Date.now() && Date.now() < Date.parse(validTo)

function sidsOfNps({server}: LabState): string[] {
  const account = server.services.IAS?.account ?? ''
  return [server.accounts[account] ?? '', iasServiceSid, ...everyService]
}
