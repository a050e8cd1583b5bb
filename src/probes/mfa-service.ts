import {deployment} from '../facts/deployment.ts'
import {extensionCertificate} from '../facts/extension-certificate.ts'
import {mfaService} from '../facts/mfa-service.ts'
import {token} from '../facts/token.ts'
import {defineProbe} from '../world/probe.ts'
import {mfaServiceOf} from './shared/mfa-service-of.ts'

/** Asks about somebody who cannot exist: whatever the service says of such a user, it has taken the token. */
export default defineProbe({
  fact: mfaService,
  via: 'GetAvailableAuthenticationMethods with the extension’s certificate',
  permission: 'the extension’s certificate with its private key',
  needs: {deployment, certificate: extensionCertificate, token},
  timeoutMs: 24_000,
  look: async ({deployment: d, certificate, token}, world, signal) => {
    const told = await mfaServiceOf(world, d, certificate, token).methodsOfNobody(signal)
    if (told.answer !== 'said') return told
    const {value: result, message, renewCertificate} = told.said.result
    return {answer: 'said', host: d.mfaHost, result, message: message.slice(0, 300), renewCertificate}
  },
})
