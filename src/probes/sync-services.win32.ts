import {syncServices} from '../facts/sync-services.ts'
import {defineProbe} from '../world/probe.ts'
import {servicesAmong} from './shared/services-among.ts'

/** Microsoft Entra Connect, and cloud sync. */
const titles = {ADSync: 'Microsoft Entra Connect', AADConnectProvisioningAgent: 'Entra cloud sync agent'}

export default defineProbe({
  fact: syncServices,
  on: ['win32'],
  via: 'the service manager',
  needs: {},
  look: (_known, {windows}) => servicesAmong(windows, titles),
})
