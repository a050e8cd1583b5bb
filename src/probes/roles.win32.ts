import {roles} from '../facts/roles.ts'
import {defineProbe} from '../world/probe.ts'
import {servicesAmong} from './shared/services-among.ts'

const titles = {
  TSGateway: 'Remote Desktop Gateway',
  RemoteAccess: 'Routing and Remote Access',
  adfssrv: 'AD FS',
}

export default defineProbe({
  fact: roles,
  on: ['win32'],
  via: 'the service control manager',
  needs: {},
  look: async (_known, {windows}) => {
    const found = await servicesAmong(windows, titles)
    return found.map(({name, ...rest}) => ({service: name, ...rest}))
  },
})
