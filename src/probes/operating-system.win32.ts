import {operatingSystem} from '../facts/operating-system.ts'
import {defineProbe} from '../world/probe.ts'
import {dataOf} from './shared/registry-value.ts'

const currentVersion = 'SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion'

export default defineProbe({
  fact: operatingSystem,
  on: ['win32'],
  via: `RtlGetVersion and the registry key HKLM\\${currentVersion}`,
  needs: {},
  look: async (_known, {windows}) => {
    const [{version, product}, key] = await Promise.all([windows.system(), windows.registry(currentVersion)])
    const [name, installation] = [dataOf(key, 'ProductName'), dataOf(key, 'InstallationType')]
    return {
      version,
      build: Number(version.split('.')[2] ?? Number.NaN) || 0,
      product,
      name: typeof name === 'string' && name !== '' ? name : null,
      core: typeof installation === 'string' ? installation === 'Server Core' : null,
    }
  },
})
