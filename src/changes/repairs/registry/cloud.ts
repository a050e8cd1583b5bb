import {extensionRegistry} from '../../../facts/extension-registry.ts'
import {npsService} from '../../../facts/nps-service.ts'
import {tenantMetadata} from '../../../facts/tenant-metadata.ts'
import {defineRepair} from '../../repair.ts'
import {intoItsCloud} from '../cloud-values.ts'
import {restarting} from '../restarting.ts'

/** Only the tenant itself says for certain where it lives. */
export const cloud = defineRepair({
  check: 'registry.cloud',
  endings: ['mixed', 'foreign'],
  needs: {registry: extensionRegistry, metadata: tenantMetadata},
  wants: {service: npsService},
  steps({registry, metadata, service}) {
    const steps = intoItsCloud(registry, metadata)
    return steps && [...steps, ...restarting(service)]
  },
})
