import {defineChange} from '../change.ts'
import {mustBeLoadable} from './loadable.ts'
import {restart, serviceMs} from './services.ts'

/** `dependents`: services that run only while it does, in the order in which they can be stopped. */
type Now = {state: string; startedAt: string | null; dependents: readonly string[]} | null

/** NPS reads registry, extension and certificate when it starts; so it is restarted once, at the end, both ways. */
export const restartNps = defineChange<null, Now>({
  kind: 'restart-nps',
  undoneLast: true,
  async look(_args, {doors}) {
    const service = await doors.windows.service('IAS')
    if (!service) return null
    const dependents = await doors.changes.dependentServices('IAS')
    return {state: service.state, startedAt: service.startedAt, dependents}
  },
  words: (_args, now) => ({
    what: now?.state === 'running' ? 'Restart NPS' : 'Start NPS',
    now: now === null ? 'NPS is not installed' : `the service IAS is ${now.state}`,
    then: 'it runs with what was changed',
    undo: now?.state === 'running' ? 'Restart NPS once more' : 'Stop NPS again',
    byHand: ['Restart-Service IAS -Force'],
    disrupts: 'nps-restart',
  }),
  async apply(_args, before, {doors}) {
    await mustBeLoadable(doors)
    await restart(doors, 'IAS', before?.dependents ?? [])
    return {restarted: true}
  },
  async undo(_args, before, {doors}) {
    if (before?.state !== 'running') return doors.changes.stopService('IAS', serviceMs)
    const now = await doors.windows.service('IAS')
    const isTheSame = before.startedAt !== null && now?.startedAt === before.startedAt
    if (now?.state !== 'running' || !isTheSame) return restart(doors, 'IAS', before.dependents)
    // It was never stopped, and has read nothing of what is put back.
    for (const name of before.dependents.toReversed()) await doors.changes.startService(name, serviceMs)
  },
  // Pending states pass by themselves.
  isUndone: (_args, before, now) => (before?.state === 'running') === (now?.state === 'running'),
})
