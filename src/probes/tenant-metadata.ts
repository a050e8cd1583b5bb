import {CannotKnow} from '../core/evidence.ts'
import {deployment} from '../facts/deployment.ts'
import {tenantMetadata} from '../facts/tenant-metadata.ts'
import {defineProbe} from '../world/probe.ts'
import {metadataOf} from './shared/tenant-metadata.ts'

export default defineProbe({
  fact: tenantMetadata,
  via: 'OpenID Connect discovery',
  needs: {deployment},
  timeoutMs: 24_000,
  look: async ({deployment: {stsUrl, tenant}}, world, signal) => {
    if (!tenant) throw new CannotKnow('not-asked', 'nothing tells which tenant to ask (--tenant)')
    return metadataOf(world, stsUrl, tenant, signal)
  },
})
