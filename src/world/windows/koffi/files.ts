import {readFileSync, statSync} from 'node:fs'
import type {WindowsFile} from '../api.ts'
import {WindowsFailure} from '../failure.ts'
import {layout} from './layout.ts'
import type {Lib} from './lib.ts'
import {dwordOut, pointerIn, pointerOut, textIn, within} from './memory.ts'

/** A text file may have so many bytes. */
const largestText = 8_388_608
/** A version resource is some kilobytes. */
const largestVersion = 1_048_576

export function file(lib: Lib, path: string): WindowsFile | null {
  const found = looked(path, 'GetFileAttributesExW', () => statSync(path))
  if (!found?.isFile()) return null
  return {bytes: found.size, modifiedAt: found.mtime.toISOString(), ...versionOf(lib, path)}
}

export function text(path: string): string | null {
  const size = looked(path, 'GetFileAttributesExW', () => statSync(path).size)
  if (size === null) return null
  // ERROR_FILE_TOO_LARGE
  if (size > largestText) throw new WindowsFailure('ReadFile', 223)
  const bytes = looked(path, 'CreateFileW', () => readFileSync(path))
  if (bytes === null) return null
  const utf16 = bytes[0] === 0xff && bytes[1] === 0xfe
  return bytes.toString(utf16 ? 'utf16le' : 'utf8').replace(/^\ufeff/, '')
}

/** ERROR_ACCESS_DENIED, ERROR_SHARING_VIOLATION, ERROR_DISK_FULL, and ERROR_GEN_FAILURE for the rest. */
const codes: Readonly<Record<string, number>> = {EPERM: 5, EACCES: 5, EBUSY: 32, ENOSPC: 112}

/** What Node.js says of a file, as the Windows function that it called would. */
export const fileFailure = (call: string, error: unknown): WindowsFailure =>
  new WindowsFailure(call, codes[(error as {code?: string}).code ?? ''] ?? 31)

function looked<T>(path: string, call: string, look: () => T): T | null {
  try {
    return look()
  } catch (error) {
    const {code = ''} = error as {code?: string}
    if (code === 'ENOENT' || code === 'ENOTDIR') return null
    throw fileFailure(`${call} (${path.split('\\').at(-1)})`, error)
  }
}

/** ERROR_ACCESS_DENIED, ERROR_SHARING_VIOLATION; other failures mean that it has no version resource. */
const cannotOpen = [5, 32]

type Version = Pick<WindowsFile, 'version' | 'company'>

function versionOf(lib: Lib, path: string): Version {
  const size = lib.number('GetFileVersionInfoSizeW', path, dwordOut())
  const code = size === 0 ? lib.lastError() : 0
  if (cannotOpen.includes(code)) throw new WindowsFailure('GetFileVersionInfoSizeW', code)
  if (size === 0 || size > largestVersion) return {version: null, company: null}
  const block = Buffer.alloc(size)
  lib.must('GetFileVersionInfoW', path, 0, size, block)
  return {version: fixedVersion(value(lib, block, '\\')), company: company(lib, block)}
}

const signature = 0xfeef04bd

function fixedVersion(fixed: Buffer | null): string | null {
  const {size, dwSignature, dwFileVersionMS: high, dwFileVersionLS: low} = layout.VS_FIXEDFILEINFO
  if (!fixed || fixed.length < size || fixed.readUInt32LE(dwSignature) !== signature) return null
  return [high + 2, high, low + 2, low].map((at) => fixed.readUInt16LE(at)).join('.')
}

/** In the file's first language; version resources name theirs in Translation (language, code page). */
function company(lib: Lib, block: Buffer): string | null {
  const translation = value(lib, block, '\\VarFileInfo\\Translation')
  if (!translation || translation.length < 4) return null
  const hex = (at: number) => translation.readUInt16LE(at).toString(16).padStart(4, '0')
  const name = value(lib, block, `\\StringFileInfo\\${hex(0)}${hex(2)}\\CompanyName`, 2)
  return name ? textIn(name) || null : null
}

/** A part of the version resource; `unit` is 2 where Windows counts in characters. */
function value(lib: Lib, block: Buffer, name: string, unit = 1): Buffer | null {
  const [address, length] = [pointerOut(), dwordOut()]
  if (!lib.number('VerQueryValueW', block, name, address, length)) return null
  return within(lib, block, pointerIn(address)).subarray(0, length.readUInt32LE() * unit)
}
