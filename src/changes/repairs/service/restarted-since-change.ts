import {step} from '../../change.ts'
import {restartNps} from '../../kinds/restart-nps.ts'
import {defineRepair} from '../../repair.ts'

export const restartedSinceChange = defineRepair({
  check: 'service.restarted-since-change',
  endings: ['pending'],
  needs: {},
  steps: () => [step('restart', restartNps, null)],
})
