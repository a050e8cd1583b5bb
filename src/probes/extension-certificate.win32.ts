import {CannotKnow} from '../core/evidence.ts'
import {type Candidate, certificateStore} from '../facts/certificate-store.ts'
import {extensionCertificate} from '../facts/extension-certificate.ts'
import {defineProbe} from '../world/probe.ts'

/** The certificate that CLIENT_CERT_IDENTIFIER names in LocalMachine\My; of several the best, and of those the longest-lasting. */
export default defineProbe({
  fact: extensionCertificate,
  on: ['win32'],
  via: 'the certificate store LocalMachine\\My',
  needs: {store: certificateStore},
  look: async ({store: {identifier, candidates}}) => {
    if (!identifier)
      throw new CannotKnow(
        'error',
        'the registry value CLIENT_CERT_IDENTIFIER is missing, so no certificate is selected',
      )
    const now = Date.now()
    const [best] = candidates
      .filter((candidate) => candidate.matches !== null)
      .sort((a, b) => Number(isUsable(b, now)) - Number(isUsable(a, now)) || end(b) - end(a))
    if (!best)
      throw new CannotKnow(
        'error',
        `no certificate in LocalMachine\\My matches CLIENT_CERT_IDENTIFIER (${identifier.text})`,
      )
    return {...best, from: 'store'}
  },
})

const end = ({notAfter}: Candidate) => Date.parse(notAfter)
const isUsable = (candidate: Candidate, now: number) =>
  candidate.hasPrivateKey && Date.parse(candidate.notBefore) <= now && now < end(candidate)
