import type {RegistryKey, RegistryValue} from '../../world/windows/api.ts'

/** The data of a registry value, whatever the case of its name; undefined where key or value are absent. */
export const dataOf = (key: RegistryKey | null, name: string): RegistryValue['data'] | undefined =>
  key?.values.find((value) => value.name.toLowerCase() === name.toLowerCase())?.data

/** A REG_DWORD as a switch: whatever is not 0 is on, as 0xFFFFFFFF, which some hardening guides set. */
export function switchOf(key: RegistryKey | null, name: string): 'absent' | 'on' | 'off' | 'wrong-type' {
  const data = dataOf(key, name)
  if (data === undefined) return 'absent'
  return typeof data === 'number' ? (data === 0 ? 'off' : 'on') : 'wrong-type'
}
