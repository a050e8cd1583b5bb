import type {SidType} from '../../world/windows/changes/api.ts'
import {defineChange} from '../change.ts'

/** ServiceSidType in the service's registry key (SERVICE_SID_INFO): 0, 1, 3. */
const sidTypes: Readonly<Record<number, SidType>> = {0: 'none', 1: 'unrestricted', 3: 'restricted'}

/** Whether a service has a SID of its own, which the rules of Windows Firewall speak of. */
export const serviceSidType = defineChange<{service: string; sidType: SidType}, {sidType: SidType}>({
  kind: 'sid-type',
  async look({service}, {doors}) {
    const key = await doors.windows.registry(`SYSTEM\\CurrentControlSet\\Services\\${service}`)
    const value = key?.values.find(({name}) => name.toUpperCase() === 'SERVICESIDTYPE')?.data
    return {sidType: sidTypes[typeof value === 'number' ? value : 0] ?? 'none'}
  },
  words: ({service, sidType}, now) => ({
    what: `Give the service ${service} a SID of its own (${sidType})`,
    now: `its SID type is ${now.sidType}`,
    then: `its SID type is ${sidType}; that takes effect when the server restarts, which stays to be done`,
    undo: `Set the SID type of ${service} to ${now.sidType} again`,
    byHand: [`sc.exe sidtype ${service} ${sidType}`],
    disrupts: 'nothing',
  }),
  isDone: ({sidType}, now) => now.sidType === sidType,
  async apply({service, sidType}, _before, {doors}) {
    await doors.changes.setSidType(service, sidType)
    return undefined
  },
  undo: ({service}, before, {doors}) => doors.changes.setSidType(service, before.sidType),
})
