import {defineChange} from '../change.ts'
import {restart, serviceMs} from './services.ts'

type Now = {state: string; startedAt: string | null} | null

/** NPS reads registry, extension and certificate when it starts; so it is restarted once, at the end, both ways. */
export const restartNps = defineChange<null, Now>({
  kind: 'restart-nps',
  undoneLast: true,
  async look(_args, {doors}) {
    const service = await doors.windows.service('IAS')
    return service && {state: service.state, startedAt: service.startedAt}
  },
  words: (_args, now) => ({
    what: now?.state === 'running' ? 'Restart NPS' : 'Start NPS',
    now: now === null ? 'NPS is not installed' : `the service IAS is ${now.state}`,
    then: 'it runs with what was changed',
    undo: now?.state === 'running' ? 'Restart NPS once more' : 'Stop NPS again',
    byHand: ['Restart-Service IAS -Force'],
    disrupts: 'nps-restart',
  }),
  async apply(_args, _before, {doors}) {
    await restart(doors, 'IAS')
    return {restarted: true}
  },
  async undo(_args, before, {doors}) {
    if (before?.state === 'running') await restart(doors, 'IAS')
    else await doors.changes.stopService('IAS', serviceMs)
  },
  isUndone: (_args, before, now) => before?.state === now?.state,
})
