import {extensionRegistry} from '../../../facts/extension-registry.ts'
import {npsService} from '../../../facts/nps-service.ts'
import {defineRepair} from '../../repair.ts'
import {restarting} from '../restarting.ts'
import {textValue} from '../text-value.ts'

const keptOut = 'whoever has not registered a second factor is kept out'

/** What is not understood keeps people out already; so TRUE says what is so, and FALSE would let them in. */
export const requireUserMatch = defineRepair({
  check: 'registry.require-user-match',
  endings: ['bypass-unregistered', 'not-understood', 'unclear'],
  needs: {registry: extensionRegistry},
  wants: {service: npsService},
  steps: ({service}, ending) => [
    textValue(
      'REQUIRE_USER_MATCH',
      'TRUE',
      ending === 'not-understood' ? `${keptOut}, as now` : `${keptOut} from then on`,
    ),
    ...restarting(service),
  ],
})
