import {referenceTo} from '../../world/windows/changes/own-keys.ts'
import {type CertificateArg, certificateOf, certificateSoFar} from '../certificate.ts'
import {defineChange} from '../change.ts'

type Args = {certificate: CertificateArg; container: string}

/** A certificate in LocalMachine\My, with where its key is. */
export const storedCertificate = defineChange<Args, {stored: boolean}>({
  kind: 'stored-certificate',
  async look({certificate}, doing) {
    const own = certificateSoFar(certificate, doing)
    const stored =
      own !== null &&
      (await doing.doors.windows.certificates()).some(({thumbprint}) => thumbprint === own.sha1)
    return {stored}
  },
  words: () => ({
    what: 'Put the certificate into LocalMachine\\My',
    now: 'it is not there',
    then: 'it is there with its key; the extension may pick it from now on',
    undo: 'Take that certificate out of LocalMachine\\My again',
    byHand: [],
    disrupts: 'nothing',
  }),
  isDone: (_args, now) => now.stored,
  async apply({certificate, container}, _before, doing) {
    await doing.doors.changes.addCertificate(certificateOf(certificate, doing).pem, referenceTo(container))
    return undefined
  },
  async undo({certificate}, before, doing) {
    const own = certificateSoFar(certificate, doing)
    if (own && !before.stored) await doing.doors.changes.removeCertificate(own.sha1)
  },
})
