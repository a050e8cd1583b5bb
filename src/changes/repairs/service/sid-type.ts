import {step} from '../../change.ts'
import {serviceSidType} from '../../kinds/sid-type.ts'
import {defineRepair} from '../../repair.ts'

/** The restart of the server that it takes effect with is left to whoever runs it. */
export const sidType = defineRepair({
  check: 'service.sid-type',
  endings: ['none'],
  needs: {},
  steps: () => [step('sid type', serviceSidType, {service: 'IAS', sidType: 'unrestricted'})],
})
