import {lstatSync} from 'node:fs'
import {isGuarded} from '../../changes/guarded.ts'
import {WindowsFailure} from '../../failure.ts'
import {identity} from '../identity.ts'
import {layout} from '../layout.ts'
import type {Lib} from '../lib.ts'
import {lasting, pointerIn, pointerOut, textAt, textIn} from '../memory.ts'
import {descriptorOf} from './descriptor.ts'

/** Owned by administrators; they and SYSTEM may do everything in it and below, nobody else anything. */
const sddl = 'O:BAD:P(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)'
/** CSIDL_COMMON_APPDATA: C:\ProgramData. Not taken from the environment, which the user can set. */
const commonAppData = 0x23
/** ERROR_ALREADY_EXISTS */
const exists = 183
/** SE_FILE_OBJECT; OWNER_SECURITY_INFORMATION | DACL_SECURITY_INFORMATION */
const fileObject = 1
const ownerAndDacl = 0x1 | 0x4
export function folderPath(lib: Lib): string {
  const found = Buffer.alloc(1024)
  lib.succeed('SHGetFolderPathW', null, commonAppData, null, 0, found)
  return `${textIn(found)}\\npsmfa`
}

/** The folder, or null where it is not there; rejects where others than administrators could have written into it. */
export function existingFolder(lib: Lib): string | null {
  const path = folderPath(lib)
  const found = lstatSync(path, {throwIfNoEntry: false})
  if (!found) return null
  if (!found.isDirectory() || !isGuarded(sddlOfFile(lib, path), identity(lib).sid))
    throw Object.assign(new WindowsFailure('CreateDirectoryW', exists), {
      message: `${path} was not made by npsmfa, or others than administrators may write there: look at what is in it, then remove it`,
    })
  return path
}

export function ownFolder(lib: Lib): string {
  const path = folderPath(lib)
  const descriptor = descriptorOf(lib, sddl)
  lasting(lib, descriptor, (address) => {
    const {size, nLength, lpSecurityDescriptor} = layout.SECURITY_ATTRIBUTES
    const attributes = Buffer.alloc(size)
    attributes.writeUInt32LE(size, nLength)
    attributes.writeBigUInt64LE(address, lpSecurityDescriptor)
    if (lib.number('CreateDirectoryW', path, attributes)) return
    const code = lib.lastError()
    if (code !== exists) throw new WindowsFailure('CreateDirectoryW', code)
  })
  // The one that was there already, or was made in between, may be anybody's.
  return existingFolder(lib) ?? path
}

function sddlOfFile(lib: Lib, path: string): string {
  const [owner, dacl, descriptor, text] = [pointerOut(), pointerOut(), pointerOut(), pointerOut()]
  const which = ownerAndDacl
  lib.succeed('GetNamedSecurityInfoW', path, fileObject, which, owner, null, dacl, null, descriptor)
  try {
    lib.must(
      'ConvertSecurityDescriptorToStringSecurityDescriptorW',
      ...[pointerIn(descriptor), 1, which, text, null],
    )
    return textAt(lib, pointerIn(text)) ?? ''
  } finally {
    for (const out of [descriptor, text]) lib.pointer('LocalFree', pointerIn(out))
  }
}
