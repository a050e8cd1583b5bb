import {daclHolds} from '../../../../codecs/dacl-holds.ts'
import type {KeyReference} from '../../api.ts'
import {WindowsFailure} from '../../failure.ts'
import {enablePrivilege} from '../identity.ts'
import {sddlOf} from '../keys.ts'
import type {Lib} from '../lib.ts'
import {type OpenKey, withKey} from '../open-key.ts'
import {descriptorOf} from './descriptor.ts'

/** PP_KEYSET_SEC_DESCR */
const securityDescriptor = 8
/** DACL_SECURITY_INFORMATION, and NCRYPT_SILENT_FLAG */
const dacl = 4
const silent = 0x40
/** ERROR_INVALID_ACL */
const invalidAcl = 1336

export const keyDacl = (lib: Lib, reference: KeyReference): string | null =>
  withKey(lib, reference, (key) => sddlOf(lib, key))

export const setKeyDacl = (lib: Lib, reference: KeyReference, sddl: string): void =>
  withKey(lib, reference, (key) => give(lib, key, sddl))

/** Gives an open key, or container without one, its DACL, and looks whether it has it. */
export function give(lib: Lib, key: OpenKey, sddl: string): void {
  const descriptor = descriptorOf(lib, sddl)
  if (key.api === 'CNG')
    lib.succeed(
      'NCryptSetProperty',
      ...[key.handle, 'Security Descr', descriptor, descriptor.length, dacl | silent],
    )
  else {
    // Wine asks for it where a container has had a DACL before; Windows does not.
    enablePrivilege(lib, 'SeSecurityPrivilege')
    lib.must('CryptSetProvParam', key.handle, securityDescriptor, descriptor, dacl)
  }
  if (!daclHolds(sddlOf(lib, key), sddl))
    throw new WindowsFailure(key.api === 'CNG' ? 'NCryptSetProperty' : 'CryptSetProvParam', invalidAcl)
}
