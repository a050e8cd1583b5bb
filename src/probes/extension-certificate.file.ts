import {X509Certificate} from 'node:crypto'
import {CannotKnow} from '../core/evidence.ts'
import {type ExtensionCertificate, extensionCertificate} from '../facts/extension-certificate.ts'
import {defineProbe} from '../world/probe.ts'
import {described} from './shared/describe-certificate.ts'

export default defineProbe({
  fact: extensionCertificate,
  via: 'the certificate file',
  needs: {},
  look: async (_known, {credential}): Promise<ExtensionCertificate> => {
    if (!credential)
      throw new CannotKnow(
        'not-asked',
        'no certificate of the extension was given (--pfx, or --cert and --key)',
      )
    const certificate = described(new X509Certificate(credential.certificate))
    return {...certificate, keyPlace: null, hasPrivateKey: true, from: 'file', matches: null}
  },
})
