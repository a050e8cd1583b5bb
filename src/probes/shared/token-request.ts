import {CannotKnow} from '../../core/evidence.ts'
import type {Deployment} from '../../facts/deployment.ts'
import type {ExtensionCertificate} from '../../facts/extension-certificate.ts'
import type {TokenRequest} from '../../world/entra/token.ts'
import type {World} from '../../world/world.ts'

/** What the extension asks the token service for, signed by its certificate where that has its key. */
export function tokenRequest(
  {windows, credential}: World,
  d: Deployment,
  {from, sha1, sha256}: ExtensionCertificate,
): TokenRequest {
  if (!d.tenant) throw new CannotKnow('not-asked', 'nothing tells which tenant to ask (--tenant)')
  const sign = from === 'file' ? credential?.sign : (data: Uint8Array) => windows.sign(sha1, data)
  if (!sign) throw new CannotKnow('not-asked', 'the private key of the extension’s certificate is not here')
  const resource = `https://${d.resourceHost}/${d.targetPath}`
  const {stsUrl, tenant, clientId} = d
  return {stsUrl, tenant, clientId, resource, certificate: {sha1, sha256}, sign}
}
