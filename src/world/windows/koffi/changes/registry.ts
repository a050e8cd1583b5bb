import type {RegistryValue} from '../../api.ts'
import {encoded} from '../../changes/registry-data.ts'
import {WindowsFailure} from '../../failure.ts'
import {typeNumbers} from '../../registry-types.ts'
import type {Lib} from '../lib.ts'
import {pointerIn, pointerOut} from '../memory.ts'
import {hives} from '../registry.ts'

/** KEY_QUERY_VALUE, which flushing needs, KEY_SET_VALUE and KEY_WOW64_64KEY. */
const access = 0x1 | 0x2 | 0x100
/** ERROR_FILE_NOT_FOUND, ERROR_PATH_NOT_FOUND */
const absent = [2, 3]

export function setRegistryValue(lib: Lib, path: string, value: RegistryValue): void {
  const bytes = encoded(value)
  const opened = pointerOut()
  lib.succeed('RegCreateKeyExW', hives.HKEY_LOCAL_MACHINE, path, 0, null, 0, access, null, opened, null)
  within(lib, pointerIn(opened), (key) =>
    lib.succeed('RegSetValueExW', key, value.name, 0, typeNumbers[value.type], bytes, bytes.length),
  )
}

export function deleteRegistryValue(lib: Lib, path: string, name: string): void {
  const opened = pointerOut()
  if (gone('RegOpenKeyExW', lib.number('RegOpenKeyExW', hives.HKEY_LOCAL_MACHINE, path, 0, access, opened)))
    return
  within(lib, pointerIn(opened), (key) => gone('RegDeleteValueW', lib.number('RegDeleteValueW', key, name)))
}

function gone(call: string, code: number): boolean {
  if (code !== 0 && !absent.includes(code)) throw new WindowsFailure(call, code)
  return code !== 0
}

/** Windows would write it to the disk some seconds later, after a power cut never. */
function within(lib: Lib, key: bigint, change: (key: bigint) => void): void {
  try {
    change(key)
    lib.succeed('RegFlushKey', key)
  } finally {
    lib.number('RegCloseKey', key)
  }
}
