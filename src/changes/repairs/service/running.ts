import {npsService} from '../../../facts/nps-service.ts'
import {step} from '../../change.ts'
import {serviceRunning} from '../../kinds/service-running.ts'
import {startType} from '../../kinds/start-type.ts'
import {defineRepair} from '../../repair.ts'

export const running = defineRepair({
  check: 'service.running',
  endings: ['stopped', 'refuses', 'disabled', 'not-automatic'],
  needs: {service: npsService},
  steps: ({service}) =>
    service.present
      ? [
          ...(service.startType === 'automatic'
            ? []
            : [step('start type', startType, {service: 'IAS', startType: 'automatic'})]),
          ...(service.state === 'running' ? [] : [step('start', serviceRunning, {service: 'IAS'})]),
        ]
      : null,
})
