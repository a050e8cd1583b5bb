import type {NpsService} from '../../facts/nps-service.ts'
import {type Step, step} from '../change.ts'
import {restartNps} from '../kinds/restart-nps.ts'

/** NPS reads what was changed when it starts. One that does not run is left so: somebody may have stopped it on purpose. */
export const restarting = (service: NpsService | undefined): Step[] =>
  service?.present && service.state !== 'running' ? [] : [step('restart', restartNps, null)]
