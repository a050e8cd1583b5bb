import {CannotKnow} from '../core/evidence.ts'
import {deployment} from '../facts/deployment.ts'
import {extensionCertificate} from '../facts/extension-certificate.ts'
import {token} from '../facts/token.ts'
import {defineProbe} from '../world/probe.ts'

export default defineProbe({
  fact: token,
  via: 'client credentials grant with the extension’s certificate',
  permission: 'the extension’s certificate with its private key',
  needs: {deployment, certificate: extensionCertificate},
  timeoutMs: 24_000,
  look: async ({deployment: d, certificate}, world, signal) => {
    if (!d.tenant) throw new CannotKnow('not-asked', 'nothing tells which tenant to ask (--tenant)')
    const {windows, credential} = world
    const sign =
      certificate.from === 'file'
        ? credential?.sign
        : (data: Uint8Array) => windows.sign(certificate.sha1, data)
    if (!sign) throw new CannotKnow('not-asked', 'the private key of the extension’s certificate is not here')
    const resource = `https://${d.resourceHost}/${d.targetPath}`
    const {sha1, sha256} = certificate
    return world.token(
      {stsUrl: d.stsUrl, tenant: d.tenant, clientId: d.clientId, resource, certificate: {sha1, sha256}, sign},
      signal,
    )
  },
})
