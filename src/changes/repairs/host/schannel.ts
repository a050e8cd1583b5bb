import {tls12Key as path} from '../../../catalogue/tls-keys.ts'
import {schannel as tls} from '../../../facts/schannel.ts'
import {step} from '../../change.ts'
import {registryValue} from '../../kinds/registry-value.ts'
import {defineRepair} from '../../repair.ts'

const effect =
  'from the next restart of the server on, which stays to be done; a Group Policy that switched it off would do so again'

/** Which cipher suites there are is a list of somebody's own, and no single value. */
export const schannel = defineRepair({
  check: 'host.schannel',
  endings: ['disabled', 'off-by-default', 'wrong-type'],
  needs: {tls},
  steps: ({tls: {enabled, disabledByDefault}}) => [
    ...(enabled === 'off' || enabled === 'wrong-type'
      ? [step('Enabled', registryValue, {path, name: 'Enabled', type: 'REG_DWORD', data: 1, effect})]
      : []),
    ...(disabledByDefault === 'on' || disabledByDefault === 'wrong-type'
      ? [
          step('DisabledByDefault', registryValue, {
            ...{path, name: 'DisabledByDefault', type: 'REG_DWORD', data: 0, effect},
          }),
        ]
      : []),
  ],
})
