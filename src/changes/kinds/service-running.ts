import {defineChange} from '../change.ts'
import {serviceMs} from './services.ts'

/** A service that is to run. */
export const serviceRunning = defineChange<{service: string}, {state: string} | null>({
  kind: 'service-running',
  async look({service}, {doors}) {
    const found = await doors.windows.service(service)
    return found && {state: found.state}
  },
  words: ({service}, now) => ({
    what: `Start the service ${service}`,
    now: now === null ? 'it is not installed' : `it is ${now.state}`,
    then: 'it runs',
    undo: `Stop the service ${service} again`,
    byHand: [`Start-Service ${service}`],
    disrupts: 'nothing',
  }),
  isDone: (_args, now) => now?.state === 'running',
  async apply({service}, _before, {doors}) {
    await doors.changes.startService(service, serviceMs)
    return undefined
  },
  async undo({service}, before, {doors}) {
    if (before?.state !== 'running') await doors.changes.stopService(service, serviceMs)
  },
  // Pending states pass by themselves.
  isUndone: (_args, before, now) => (before?.state === 'running') === (now?.state === 'running'),
})
