import {type Hive, longestValue, type RegistryKey, type RegistryType, type RegistryValue} from '../api.ts'
import {WindowsFailure} from '../failure.ts'
import {typeOf} from '../registry-types.ts'
import type {Lib} from './lib.ts'
import {dwordOut, fileTime, pointerIn, pointerOut, textIn} from './memory.ts'

/** Predefined handles, sign-extended on x64 (winreg.h). */
export const hives: Readonly<Record<Hive, bigint>> = {
  HKEY_LOCAL_MACHINE: 0xffffffff80000002n,
  HKEY_USERS: 0xffffffff80000003n,
}
/** KEY_READ | KEY_WOW64_64KEY */
const access = 0x20019 | 0x100
/** ERROR_FILE_NOT_FOUND, ERROR_PATH_NOT_FOUND, ERROR_BAD_PATHNAME */
const absent = [2, 3, 161]
/** Value names have at most 16,383 characters, key names 255 (Microsoft Learn, "Registry element size limits"). */
const longestName = 16_384
const mostValues = 2_000
const mostSubkeys = 5_000
/** Larger values are not read at all, in bytes. */
const largestRead = 16_777_216

export function registry(lib: Lib, path: string, hive: Hive = 'HKEY_LOCAL_MACHINE'): RegistryKey | null {
  const opened = pointerOut()
  const code = lib.number('RegOpenKeyExW', hives[hive], path, 0, access, opened)
  if (absent.includes(code)) return null
  if (code !== 0) throw new WindowsFailure('RegOpenKeyExW', code)
  const key = pointerIn(opened)
  try {
    const [subkeys, values, largest, written] = [dwordOut(), dwordOut(), dwordOut(), Buffer.alloc(8)]
    const none = null
    lib.succeed(
      'RegQueryInfoKeyW',
      ...[key, none, none, none, subkeys, none, none, values, none, largest, none, written],
    )
    const rooms = {
      name: Buffer.alloc(longestName * 2),
      room: Buffer.alloc(Math.min(largestRead, Math.max(8, largest.readUInt32LE()))),
    }
    const value = (index: number) => valueAt(lib, key, index, rooms)
    const name = (index: number) => subkeyAt(lib, key, index)
    return {
      values: listed(Math.min(mostValues, values.readUInt32LE()), value),
      subkeys: listed(Math.min(mostSubkeys, subkeys.readUInt32LE()), name),
      writtenAt: fileTime(written),
    }
  } finally {
    lib.number('RegCloseKey', key)
  }
}

const listed = <T>(count: number, at: (index: number) => T | null): T[] =>
  Array.from({length: count}, (_, index) => at(index)).filter((item) => item !== null)

/** Room for a value's name and its data. */
type Room = Record<'name' | 'room', Buffer>

/** ERROR_NO_MORE_ITEMS: somebody removed one meanwhile. */
const noMore = 259
const moreData = 234

function subkeyAt(lib: Lib, key: bigint, index: number): string | null {
  const [name, length] = [Buffer.alloc(512), dwordOut(256)]
  const code = lib.number('RegEnumKeyExW', key, index, name, length, null, null, null, null)
  if (code === noMore) return null
  if (code !== 0) throw new WindowsFailure('RegEnumKeyExW', code)
  return textIn(name, length.readUInt32LE())
}

function valueAt(lib: Lib, key: bigint, index: number, {name, room}: Room): RegistryValue | null {
  const [length, type, size] = [dwordOut(longestName), dwordOut(), dwordOut(room.length)]
  const code = lib.number('RegEnumValueW', key, index, name, length, null, type, room, size)
  if (code === noMore) return null
  if (code !== 0 && code !== moreData) throw new WindowsFailure('RegEnumValueW', code)
  // Of one that grew meanwhile, or is longer than all that is read, nothing was written.
  const bytes = room.subarray(0, code === moreData ? 0 : Math.min(size.readUInt32LE(), longestValue))
  const cut = code === moreData || size.readUInt32LE() > longestValue
  const kind = typeOf(type.readUInt32LE())
  return {name: textIn(name, length.readUInt32LE()), type: kind, data: dataOf(kind, bytes), ...(cut && {cut})}
}

function dataOf(type: RegistryType, bytes: Buffer): RegistryValue['data'] {
  const text = () => bytes.toString('utf16le').replace(/\0+$/, '')
  if (type === 'REG_SZ' || type === 'REG_EXPAND_SZ') return text()
  if (type === 'REG_MULTI_SZ') return text() === '' ? [] : text().split('\0')
  if (type === 'REG_DWORD' && bytes.length === 4) return bytes.readUInt32LE()
  if (type === 'REG_QWORD' && bytes.length === 8) return Number(bytes.readBigUInt64LE())
  return bytes.toString('hex')
}
