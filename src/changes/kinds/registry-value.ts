import type {Json} from '../../core/journal.ts'
import type {RegistryType, RegistryValue} from '../../world/windows/api.ts'
import {defineChange} from '../change.ts'

/** Below HKEY_LOCAL_MACHINE; `data` null takes the value away. */
type Args = {path: string; name: string; type: RegistryType; data: string | readonly string[] | number | null}
/** Null where there is no such value. */
type Now = {name: string; type: RegistryType; data: string | readonly string[] | number} | null

const shown = (value: {type: RegistryType; data: Json} | null): string =>
  value === null ? 'absent' : `${JSON.stringify(value.data)} (${value.type})`

const isSame = (a: Json, b: Json) => JSON.stringify(a) === JSON.stringify(b)

export const registryValue = defineChange<Args, Now>({
  kind: 'registry-value',
  async look({path, name}, {doors}) {
    const key = await doors.windows.registry(path)
    const found = key?.values.find((value) => value.name.toUpperCase() === name.toUpperCase())
    return found ? {name: found.name, type: found.type, data: found.data} : null
  },
  words({path, name, type, data}, now) {
    const place = `HKLM:\\${path}`
    return {
      what: data === null ? `Take away the registry value ${name}` : `Set the registry value ${name}`,
      now: `HKLM\\${path}, ${name}: ${shown(now)}`,
      then: data === null ? 'absent' : shown({type, data}),
      undo: now === null ? `Take ${name} away again` : `Set ${name} to ${shown(now)} again`,
      byHand: [
        data === null
          ? `Remove-ItemProperty '${place}' ${name}`
          : `New-ItemProperty '${place}' ${name} -PropertyType ${propertyTypes[type] ?? 'String'} -Value ${literal(data)} -Force`,
      ],
      disrupts: 'nothing',
    }
  },
  isDone: ({type, data}, now) =>
    data === null ? now === null : now !== null && now.type === type && isSame(now.data, data),
  async apply({path, name, type, data}, _before, {doors}) {
    if (data === null) await doors.changes.deleteRegistryValue(path, name)
    else await doors.changes.setRegistryValue(path, {name, type, data} satisfies RegistryValue)
    return undefined
  },
  async undo({path, name}, before, {doors}) {
    if (before === null) await doors.changes.deleteRegistryValue(path, name)
    else await doors.changes.setRegistryValue(path, before)
  },
})

const propertyTypes: Readonly<Partial<Record<RegistryType, string>>> = {
  REG_SZ: 'String',
  REG_EXPAND_SZ: 'ExpandString',
  REG_MULTI_SZ: 'MultiString',
  REG_DWORD: 'DWord',
  REG_QWORD: 'QWord',
}

const quoted = (text: string) => `'${text.replaceAll("'", "''")}'`

function literal(data: string | readonly string[] | number): string {
  if (typeof data === 'number') return String(data)
  return typeof data === 'string' ? quoted(data) : `@(${data.map(quoted).join(', ')})`
}
