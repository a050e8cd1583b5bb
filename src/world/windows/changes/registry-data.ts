import type {RegistryType, RegistryValue} from '../api.ts'
import {WindowsFailure} from '../failure.ts'

/** ERROR_INVALID_PARAMETER */
const unwritable = () => new WindowsFailure('RegSetValueExW', 87)

/** The bytes of a value as Windows keeps them; rejects what would not be read back as the same value. */
export function encoded({type, data, cut}: RegistryValue): Buffer {
  if (!cut && typeof data === 'number') return number(type, data)
  if (!cut && typeof data === 'string') return text(type, data)
  if (cut || typeof data !== 'object' || type !== 'REG_MULTI_SZ') throw unwritable()
  // An empty line would end the list.
  if (data.some((line) => line === '' || line.includes('\0'))) throw unwritable()
  return Buffer.from(`${data.map((line) => `${line}\0`).join('')}\0`, 'utf16le')
}

function number(type: RegistryType, value: number): Buffer {
  const bytes = Buffer.alloc(type === 'REG_QWORD' ? 8 : 4)
  const most = type === 'REG_DWORD' ? 0xffff_ffff : type === 'REG_QWORD' ? Number.MAX_SAFE_INTEGER : -1
  if (!Number.isInteger(value) || value < 0 || value > most) throw unwritable()
  if (type === 'REG_QWORD') bytes.writeBigUInt64LE(BigInt(value))
  else bytes.writeUInt32LE(value)
  return bytes
}

function text(type: RegistryType, value: string): Buffer {
  if ((type === 'REG_SZ' || type === 'REG_EXPAND_SZ') && !value.endsWith('\0'))
    return Buffer.from(`${value}\0`, 'utf16le')
  // Numbers of a wrong length are read as hexadecimal too, and are no numbers.
  if (type === 'REG_BINARY' && /^(?:[\da-f]{2})*$/.test(value)) return Buffer.from(value, 'hex')
  throw unwritable()
}
