import type {RegistryType} from '../../world/windows/api.ts'
import {defineChange} from '../change.ts'
import {type Found, found, mustBeRestorable, setByHand, shown} from '../registry.ts'

/** Below HKEY_LOCAL_MACHINE; `data` null takes the value away. `effect`: what comes of it, to be told in the plan. */
type Args = {
  path: string
  name: string
  type: RegistryType
  data: string | readonly string[] | number | null
  effect?: string
}

export const registryValue = defineChange<Args, Found>({
  kind: 'registry-value',
  look: ({path, name}, {doors}) => found(doors, path, name),
  words({path, name, type, data, effect}, now) {
    const then = data === null ? null : {name, type, data}
    return {
      what: then === null ? `Take away the registry value ${name}` : `Set the registry value ${name}`,
      now: `HKLM\\${path}, ${name}: ${shown(now)}`,
      then: [shown(then), ...(effect === undefined ? [] : [effect])].join('; '),
      undo: now === null ? `Take ${name} away again` : `Set ${name} to ${shown(now)} again`,
      byHand: [then === null ? `Remove-ItemProperty 'HKLM:\\${path}' ${name}` : setByHand(path, then)],
      disrupts: 'nothing',
    }
  },
  isDone: ({type, data}, now) =>
    data === null ? now === null : now !== null && now.type === type && isSame(now.data, data),
  async apply({path, name, type, data}, _before, {doors}) {
    await mustBeRestorable(doors, path, name)
    if (data === null) await doors.changes.deleteRegistryValue(path, name)
    else await doors.changes.setRegistryValue(path, {name, type, data})
    return undefined
  },
  async undo({path, name}, before, {doors}) {
    if (before === null) await doors.changes.deleteRegistryValue(path, name)
    else await doors.changes.setRegistryValue(path, before)
  },
})

const isSame = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b)
