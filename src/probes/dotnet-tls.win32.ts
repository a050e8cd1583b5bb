import {dotnetKeys} from '../catalogue/tls-keys.ts'
import {dotnetTls} from '../facts/dotnet-tls.ts'
import {defineProbe} from '../world/probe.ts'
import {switchOf} from './shared/registry-value.ts'

const views = ['64-bit', '32-bit'] as const

export default defineProbe({
  fact: dotnetTls,
  on: ['win32'],
  via: `the registry key HKLM\\${dotnetKeys['64-bit']}`,
  needs: {},
  look: async (_known, {windows}) =>
    Promise.all(
      views.map(async (view) => {
        const key = await windows.registry(dotnetKeys[view])
        return {
          view,
          strongCrypto: switchOf(key, 'SchUseStrongCrypto'),
          systemDefaultTls: switchOf(key, 'SystemDefaultTlsVersions'),
        }
      }),
    ),
})
