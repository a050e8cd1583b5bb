import {clientAppId, targetPath} from '../catalogue/apps.ts'
import {type Cloud, clouds} from '../catalogue/clouds.ts'
import {cloudOf} from '../catalogue/tenant-cloud.ts'
import {type Deployment, deployment} from '../facts/deployment.ts'
import {defineProbe} from '../world/probe.ts'
import type {World} from '../world/world.ts'
import {metadataOf} from './shared/tenant-metadata.ts'
import {tenantOf} from './shared/tenant-of.ts'

/** For this long the tenant is asked where it lives, in milliseconds; without an answer it is the public cloud. */
const metadataMs = 3_000

/** Off the server: the flags; else the tenant is the one in the certificate's subject, and the cloud the tenant's own. */
export default defineProbe({
  fact: deployment,
  via: 'the command line',
  needs: {},
  look: async (_known, world, signal): Promise<Deployment> => {
    const tenant = world.asked.tenant ?? tenantOf(world.credential)
    const cloud =
      world.asked.cloud ?? (tenant ? await cloudWhereItLives(world, tenant, signal) : null) ?? 'public'
    return {
      tenant,
      cloud,
      ...clouds[cloud],
      targetPath,
      clientId: clientAppId,
      certificateIdentifier: null,
      alternateLoginIdAttribute: null,
      from: 'flags',
    }
  },
})

/** The public cloud's token service knows the tenants of the other clouds too. */
async function cloudWhereItLives(world: World, tenant: string, signal: AbortSignal): Promise<Cloud | null> {
  const soon = AbortSignal.any([signal, AbortSignal.timeout(metadataMs)])
  const metadata = await metadataOf(world, clouds.public.stsUrl, tenant, soon).catch(() => null)
  return metadata?.present ? cloudOf(metadata) : null
}
