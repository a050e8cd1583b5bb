import {type SyncServices, syncServices} from '../facts/sync-services.ts'
import {defineProbe} from '../world/probe.ts'

/** Microsoft Entra Connect, and cloud sync. */
const titles = {ADSync: 'Microsoft Entra Connect', AADConnectProvisioningAgent: 'Entra cloud sync agent'}

export default defineProbe({
  fact: syncServices,
  on: ['win32'],
  via: 'the service manager',
  needs: {},
  look: async (_known, {windows}): Promise<SyncServices> => {
    const found = await Promise.all(
      Object.entries(titles).map(async ([name, title]) => {
        const service = await windows.service(name)
        return service ? [{name, title, state: service.state, startType: service.startType}] : []
      }),
    )
    return found.flat()
  },
})
