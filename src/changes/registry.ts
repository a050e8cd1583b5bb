import {powerShellText} from '../core/words.ts'
import type {RegistryType, RegistryValue} from '../world/windows/api.ts'
import {ChangeFailed, type Doors} from './change.ts'

/** A value below HKEY_LOCAL_MACHINE; null where there is none. */
export type Found = {name: string; type: RegistryType; data: string | readonly string[] | number} | null

export async function found(doors: Doors, path: string, name: string): Promise<Found> {
  const value = await read(doors, path, name)
  return value ? {name: value.name, type: value.type, data: value.data} : null
}

/** Rejects where what is there could not be put back, as reading does not tell all of it. */
export async function mustBeRestorable(doors: Doors, path: string, name: string): Promise<void> {
  const value = await read(doors, path, name)
  const isWhole = !value?.cut && value?.type !== 'REG_NONE' && !String(value?.data ?? '').endsWith('\0')
  if (!isWhole)
    throw new ChangeFailed(`what ${name} is now could not be put back; save it and change it by hand`)
}

async function read({windows}: Doors, path: string, name: string): Promise<RegistryValue | undefined> {
  const key = await windows.registry(path)
  return key?.values.find((value) => value.name.toUpperCase() === name.toUpperCase())
}

/** For a sentence: “C:\\a.dll”, “C:\\b.dll” (REG_MULTI_SZ). */
export function shown(value: Pick<RegistryValue, 'type' | 'data'> | null): string {
  if (value === null) return 'absent'
  const {type, data} = value
  const texts = [data].flat().map((one) => (typeof one === 'number' ? String(one) : `“${one}”`))
  return `${texts.join(', ') || 'an empty list'} (${type})`
}

const propertyTypes: Readonly<Partial<Record<RegistryType, string>>> = {
  REG_SZ: 'String',
  REG_EXPAND_SZ: 'ExpandString',
  REG_MULTI_SZ: 'MultiString',
  REG_DWORD: 'DWord',
  REG_QWORD: 'QWord',
}

/** The line of PowerShell that sets it. */
export function setByHand(path: string, {name, type, data}: RegistryValue): string {
  const text = (one: string | number) => (typeof one === 'number' ? String(one) : powerShellText(one))
  const literal = typeof data === 'object' ? `@(${data.map(text).join(', ')})` : text(data)
  return `New-ItemProperty 'HKLM:\\${path}' ${name} -PropertyType ${propertyTypes[type] ?? 'String'} -Value ${literal} -Force`
}
