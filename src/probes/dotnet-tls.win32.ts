import {dotnetTls} from '../facts/dotnet-tls.ts'
import {defineProbe} from '../world/probe.ts'
import {switchOf} from './shared/registry-value.ts'

const framework = 'Microsoft\\.NETFramework\\v4.0.30319'
const views = [
  {view: '64-bit', path: `SOFTWARE\\${framework}`},
  {view: '32-bit', path: `SOFTWARE\\WOW6432Node\\${framework}`},
] as const

export default defineProbe({
  fact: dotnetTls,
  on: ['win32'],
  via: `the registry key HKLM\\SOFTWARE\\${framework}`,
  needs: {},
  look: async (_known, {windows}) =>
    Promise.all(
      views.map(async ({view, path}) => {
        const key = await windows.registry(path)
        return {
          view,
          strongCrypto: switchOf(key, 'SchUseStrongCrypto'),
          systemDefaultTls: switchOf(key, 'SystemDefaultTlsVersions'),
        }
      }),
    ),
})
