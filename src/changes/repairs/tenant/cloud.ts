import {extensionRegistry} from '../../../facts/extension-registry.ts'
import {npsService} from '../../../facts/nps-service.ts'
import {tenantMetadata} from '../../../facts/tenant-metadata.ts'
import {defineRepair} from '../../repair.ts'
import {intoItsCloud} from '../cloud-values.ts'
import {restarting} from '../restarting.ts'

export const tenantCloud = defineRepair({
  check: 'tenant.cloud',
  endings: ['differs'],
  needs: {registry: extensionRegistry, metadata: tenantMetadata},
  wants: {service: npsService},
  steps({registry, metadata, service}) {
    const steps = intoItsCloud(registry, metadata)
    return steps && [...steps, ...restarting(service)]
  },
})
