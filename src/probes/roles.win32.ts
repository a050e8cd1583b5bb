import {roles} from '../facts/roles.ts'
import {defineProbe} from '../world/probe.ts'

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
    const found = await Promise.all(
      Object.entries(titles).map(async ([service, title]) => {
        const there = await windows.service(service)
        return there ? [{service, title, state: there.state, startType: there.startType}] : []
      }),
    )
    return found.flat()
  },
})
