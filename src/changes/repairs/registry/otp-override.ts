import {textOf} from '../../../checks/registry-value.ts'
import {extensionRegistry} from '../../../facts/extension-registry.ts'
import {npsService} from '../../../facts/nps-service.ts'
import {defineRepair} from '../../repair.ts'
import {restarting} from '../restarting.ts'
import {textValue} from '../text-value.ts'

const name = 'OVERRIDE_NUMBER_MATCHING_WITH_OTP'

/** The same word in upper case. Where it is another one, whether people are asked for codes is the administrator's to say. */
export const otpOverride = defineRepair({
  check: 'registry.otp-override',
  endings: ['not-understood'],
  needs: {registry: extensionRegistry},
  wants: {service: npsService},
  steps({registry, service}) {
    const word = registry.present ? textOf(registry.values, name)?.toUpperCase() : null
    return word === 'TRUE' || word === 'FALSE' ? [textValue(name, word), ...restarting(service)] : null
  },
})
