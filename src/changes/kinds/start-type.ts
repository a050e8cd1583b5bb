import type {ChosenStartType} from '../../world/windows/changes/api.ts'
import {ChangeFailed, defineChange} from '../change.ts'

const chosen: readonly string[] = ['automatic', 'manual', 'disabled'] satisfies ChosenStartType[]

/** How a service is started. */
export const startType = defineChange<
  {service: string; startType: ChosenStartType},
  {startType: string} | null
>({
  kind: 'start-type',
  async look({service}, {doors}) {
    const found = await doors.windows.service(service)
    return found && {startType: found.startType}
  },
  words: ({service, startType}, now) => ({
    what: `Set the start type of the service ${service} to ${startType}`,
    now: now === null ? 'it is not installed' : `its start type is ${now.startType}`,
    then: `its start type is ${startType}`,
    undo: `Set the start type of ${service} to ${now?.startType ?? 'what it was'} again`,
    byHand: [`Set-Service ${service} -StartupType ${startType[0]!.toUpperCase()}${startType.slice(1)}`],
    disrupts: 'nothing',
  }),
  isDone: ({startType}, now) => now?.startType === startType,
  async apply({service, startType}, _before, {doors}) {
    await doors.changes.setStartType(service, startType)
    return undefined
  },
  async undo({service}, before, {doors}) {
    if (!chosen.includes(before?.startType ?? ''))
      throw new ChangeFailed(`its start type was ${before?.startType ?? 'unknown'}`)
    await doors.changes.setStartType(service, before!.startType as ChosenStartType)
  },
})
