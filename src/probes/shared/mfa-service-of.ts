import {CannotKnow} from '../../core/evidence.ts'
import type {Deployment} from '../../facts/deployment.ts'
import type {ExtensionCertificate} from '../../facts/extension-certificate.ts'
import type {Token} from '../../facts/token.ts'
import type {MfaService} from '../../world/entra/mfa-service.ts'
import type {World} from '../../world/world.ts'
import {tokenRequest} from './token-request.ts'

/** The MFA service of this installation; without a token there is nothing to ask it with. */
export function mfaServiceOf(
  world: World,
  d: Deployment,
  certificate: ExtensionCertificate,
  token: Token,
): MfaService {
  if (token.answer !== 'granted')
    throw new CannotKnow('error', 'The MFA service was not asked: the certificate was given no token.')
  const {cloud, mfaHost: host, targetPath} = d
  return world.mfaService(tokenRequest(world, d, certificate), {cloud, host, targetPath})
}
