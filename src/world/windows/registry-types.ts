import type {RegistryType} from './api.ts'

/** The number of each type (winnt.h). */
export const typeNumbers: Readonly<Record<RegistryType, number>> = {
  REG_NONE: 0,
  REG_SZ: 1,
  REG_EXPAND_SZ: 2,
  REG_BINARY: 3,
  REG_DWORD: 4,
  REG_MULTI_SZ: 7,
  REG_QWORD: 11,
}

const types = new Map(Object.entries(typeNumbers).map(([type, number]) => [number, type as RegistryType]))

/** The type of a number; one that is not known is as good as none. */
export const typeOf = (number: number): RegistryType => types.get(number) ?? 'REG_NONE'
