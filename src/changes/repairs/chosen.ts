import {tenantInSubject} from '../../catalogue/vendor-subject.ts'
import {isAtLeast, since} from '../../catalogue/versions.ts'
import type {Candidate, CertificateStore} from '../../facts/certificate-store.ts'
import type {Deployment} from '../../facts/deployment.ts'
import type {Extension} from '../../facts/extension.ts'
import type {Principal} from '../../facts/principal.ts'
import {type Step, step} from '../change.ts'
import {presentCertificate} from '../kinds/present-certificate.ts'
import {provenToken} from '../kinds/proven-token.ts'
import {textValue} from './text-value.ts'

interface Known {
  deployment?: Deployment | undefined
  extension?: Extension | undefined
  store?: CertificateStore | undefined
  principal?: Principal | undefined
}

/** Asks for a token with a certificate that is there, as the extension will. */
export function proven(thumbprint: string, {deployment: d}: Pick<Known, 'deployment'>): Step[] | null {
  if (!d?.tenant) return null
  const {stsUrl, tenant, clientId, resourceHost, targetPath} = d
  return [
    step('certificate', presentCertificate, {thumbprint}),
    step('proof', provenToken, {
      ...{certificate: {step: 'certificate'}, container: null, stsUrl, tenant, clientId},
      resource: `https://${resourceHost}/${targetPath}`,
    }),
  ]
}

/** Lets the extension use that certificate, which is proven first; null where its version could not be told which. */
export function chosen(wanted: Candidate, known: Known): Step[] | null {
  const identifier = identifierOf(wanted, known)
  const proof = proven(wanted.sha1, known)
  return identifier === null || proof === null
    ? null
    : [...proof, textValue('CLIENT_CERT_IDENTIFIER', identifier)]
}

/** What the installed version finds it by, and no other certificate. */
function identifierOf({sha1, subject}: Candidate, {extension, store}: Known): string | null {
  if (isAtLeast(extension?.version ?? null, since.thumbprint)) return sha1
  const tenant = tenantInSubject(subject)
  const alike = (store?.candidates ?? []).filter((one) => tenantInSubject(one.subject) === tenant)
  return tenant !== null && alike.length === 1 ? `CN=${tenant}, OU=Microsoft NPS Extension` : null
}

/** The certificate that is valid now and registered in the tenant: of several the one that lasts longest. */
export function registeredOne({store, principal}: Known, at: string): Candidate | undefined {
  const keys = principal?.present ? principal.keys : []
  const now = Date.parse(at)
  return (store?.candidates ?? [])
    .filter(
      ({sha1, hasPrivateKey, notBefore, notAfter}) =>
        hasPrivateKey &&
        Date.parse(notBefore) <= now &&
        now < Date.parse(notAfter) &&
        keys.some((key) => key.sha1 === sha1 && now < Date.parse(key.endDateTime)),
    )
    .toSorted((a, b) => Date.parse(b.notAfter) - Date.parse(a.notAfter))[0]
}
