import {X509Certificate} from 'node:crypto'
import {isExtensionSubject} from '../catalogue/vendor-subject.ts'
import {CannotKnow} from '../core/evidence.ts'
import {type Candidate, certificateStore} from '../facts/certificate-store.ts'
import {deployment} from '../facts/deployment.ts'
import {extensionRegistry} from '../facts/extension-registry.ts'
import {defineProbe} from '../world/probe.ts'
import type {KeyReference, StoreCertificate} from '../world/windows/api.ts'
import {identifierOf} from './shared/certificate-identifier.ts'
import {described} from './shared/describe-certificate.ts'

/** A server has a handful; of more than these only the number is kept. */
const mostCandidates = 100

export default defineProbe({
  fact: certificateStore,
  on: ['win32'],
  via: 'the certificate store LocalMachine\\My',
  // Where the registry cannot be read the deployment is what flags say: nobody knows then which certificate is wanted.
  needs: {deployment, registry: extensionRegistry},
  look: async ({deployment: {certificateIdentifier}, registry}, {windows, credential}) => {
    if (credential) throw new CannotKnow('not-asked', 'the certificate was given as a file')
    const wanted = certificateIdentifier === null ? null : identifierOf(certificateIdentifier)
    const store = await windows.certificates()
    const read = store.map((entry) => candidateOf(entry, wanted))
    if (!registry.present && read.every((found) => found === null))
      throw new CannotKnow(
        'unsupported',
        'nothing of the extension is on this machine: neither its registry key nor a certificate',
      )
    return {
      identifier: wanted && {text: wanted.text, form: wanted.form, tidy: wanted.tidy},
      candidates: read
        .filter((found) => found !== null && found !== 'unreadable')
        .sort(byMatch)
        .slice(0, mostCandidates),
      total: store.length,
      unreadable: read.filter((found) => found === 'unreadable').length,
    }
  },
})

/** Null for a certificate that is none of the extension's business. */
function candidateOf(
  {certificate: pem, thumbprint, key}: StoreCertificate,
  wanted: ReturnType<typeof identifierOf> | null,
): Candidate | null | 'unreadable' {
  try {
    const certificate = new X509Certificate(pem)
    const subject = certificate.subject ?? ''
    const matches = wanted?.names({thumbprint, subject}) ? wanted.form : null
    if (matches === null && !isExtensionSubject(subject)) return null
    return {...described(certificate), keyPlace: key && placeOf(key), hasPrivateKey: key !== null, matches}
  } catch {
    return 'unreadable'
  }
}

/** Without the container's name, which tells nothing. */
const placeOf = ({provider, providerType, keySpec, machine}: KeyReference) => ({
  provider,
  providerType,
  keySpec,
  machine,
})

const byMatch = (a: Candidate, b: Candidate) =>
  Number(b.matches !== null) - Number(a.matches !== null) || Date.parse(b.notAfter) - Date.parse(a.notAfter)
