import {CannotKnow} from '../core/evidence.ts'
import {type Deployment, deployment} from '../facts/deployment.ts'
import {type DirectoryUser, directoryUser} from '../facts/directory-user.ts'
import {extensionCertificate} from '../facts/extension-certificate.ts'
import {type MfaServiceUser, mfaServiceUser} from '../facts/mfa-service-user.ts'
import {token} from '../facts/token.ts'
import {defineProbe} from '../world/probe.ts'
import {mfaServiceOf} from './shared/mfa-service-of.ts'
import {methodsOf, unansweredWords} from './shared/mfa-words.ts'

/** Rings no phone: it only asks what the user could be asked for. */
export default defineProbe({
  fact: mfaServiceUser,
  via: 'GetAvailableAuthenticationMethods with the extension’s certificate',
  permission: 'the extension’s certificate with its private key',
  needs: {deployment, certificate: extensionCertificate, token},
  wants: {directoryUser},
  timeoutMs: 24_000,
  look: async (known, world, signal, user): Promise<MfaServiceUser> => {
    const name = nameSent(known.deployment, known.directoryUser) ?? user
    const service = mfaServiceOf(world, known.deployment, known.certificate, known.token)
    const told = await service.methods(name, signal)
    if (told.answer !== 'said') throw new CannotKnow('error', unansweredWords(told))
    const {result, methods} = told.said
    if (result.value !== 'Success')
      return {answer: 'refused', name, result: result.value, message: result.message.slice(0, 300)}
    return {answer: 'methods', name, methods: methodsOf(methods)}
  },
})

/** The name that the extension gives to the MFA service, where the directory tells it. */
function nameSent({alternateLoginIdAttribute}: Deployment, found: DirectoryUser | undefined): string | null {
  const account = found?.accounts.length === 1 ? found.accounts[0]! : null
  return (alternateLoginIdAttribute ? account?.alternateLoginId : account?.userPrincipalName) ?? null
}
