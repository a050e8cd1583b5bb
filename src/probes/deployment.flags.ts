import {clientAppId, targetPath} from '../catalogue/apps.ts'
import {clouds} from '../catalogue/clouds.ts'
import {type Deployment, deployment} from '../facts/deployment.ts'
import {defineProbe} from '../world/probe.ts'
import {tenantOf} from './shared/tenant-of.ts'

/** Off the server: the flags, else what the certificate's subject says, else the public cloud. */
export default defineProbe({
  fact: deployment,
  via: 'the command line',
  needs: {},
  look: async (_known, {asked, credential}): Promise<Deployment> => {
    const cloud = asked.cloud ?? 'public'
    return {
      tenant: asked.tenant ?? tenantOf(credential),
      cloud,
      ...clouds[cloud],
      targetPath,
      clientId: clientAppId,
      certificateIdentifier: null,
      from: 'flags',
    }
  },
})
