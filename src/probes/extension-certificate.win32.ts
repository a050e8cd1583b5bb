import {X509Certificate} from 'node:crypto'
import {CannotKnow} from '../core/evidence.ts'
import {deployment} from '../facts/deployment.ts'
import {extensionCertificate} from '../facts/extension-certificate.ts'
import {defineProbe} from '../world/probe.ts'
import {described} from './shared/describe-certificate.ts'

/** RDNs as an unordered, case-insensitive set: .NET prints them in reverse order with other blanks than OpenSSL. */
const rdns = (subject: string) =>
  subject
    .split(/[,\n]/)
    .map((rdn) =>
      rdn
        .trim()
        .replace(/\s*=\s*/, '=')
        .toLowerCase(),
    )
    .sort()
    .join('\n')

const thumbprint = (text: string) => text.replace(/[\s:\u200e]/g, '').toUpperCase()

/** The certificate that CLIENT_CERT_IDENTIFIER names in LocalMachine\My; of several the one that lasts longest. */
export default defineProbe({
  fact: extensionCertificate,
  on: ['win32'],
  via: 'the certificate store LocalMachine\\My',
  needs: {deployment},
  look: async ({deployment: {certificateIdentifier}}, {windows, credential}) => {
    if (credential) throw new CannotKnow('not-asked', 'the certificate was given as a file')
    if (!certificateIdentifier)
      throw new CannotKnow(
        'error',
        'the registry value CLIENT_CERT_IDENTIFIER is missing, so no certificate is selected',
      )
    const store = await windows.certificates()
    const matching = store
      .map(({certificate, key}) => ({
        ...described(new X509Certificate(certificate)),
        hasPrivateKey: key !== null,
      }))
      .filter(
        (c) =>
          c.sha1 === thumbprint(certificateIdentifier) || rdns(c.subject) === rdns(certificateIdentifier),
      )
      .sort((a, b) => Date.parse(b.notAfter) - Date.parse(a.notAfter))
    const best = matching[0]
    if (!best)
      throw new CannotKnow(
        'error',
        `no certificate in LocalMachine\\My matches CLIENT_CERT_IDENTIFIER (${certificateIdentifier})`,
      )
    return {...best, from: 'store'}
  },
})
