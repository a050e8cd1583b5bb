import {dotnetKeys} from '../../../catalogue/tls-keys.ts'
import {dotnetTls} from '../../../facts/dotnet-tls.ts'
import {step} from '../../change.ts'
import {registryValue} from '../../kinds/registry-value.ts'
import {defineRepair} from '../../repair.ts'

export const dotnet = defineRepair({
  check: 'host.dotnet-tls',
  endings: ['off'],
  needs: {views: dotnetTls},
  steps: ({views}) =>
    views.flatMap(({view, strongCrypto, systemDefaultTls}) =>
      (
        [
          ['SchUseStrongCrypto', strongCrypto],
          ['SystemDefaultTlsVersions', systemDefaultTls],
        ] as const
      ).flatMap(([name, is]) =>
        is === 'off'
          ? [
              step(`${name} ${view}`, registryValue, {
                ...{path: dotnetKeys[view], name, type: 'REG_DWORD', data: 1},
                effect: 'for each PowerShell that is opened from then on',
              }),
            ]
          : [],
      ),
    ),
})
