import type {PrivateKey} from '../api.ts'
import {WindowsFailure} from '../failure.ts'
import {findKey} from './certificates.ts'
import type {Lib} from './lib.ts'
import {dwordOut, pointerIn, pointerOut, sized, textAt} from './memory.ts'
import {type OpenKey, silent, withKey} from './open-key.ts'

/** DACL_SECURITY_INFORMATION: reading the owner or the audit entries would need more rights. */
const daclOnly = 4
/** PP_KEYSET_SEC_DESCR */
const securityDescriptor = 8
/** KP_PERMISSIONS, CRYPT_EXPORT */
const permissions = 6
const mayExport = 4
/** NCRYPT_ALLOW_EXPORT_FLAG | NCRYPT_ALLOW_PLAINTEXT_EXPORT_FLAG */
const exportPolicy = 0x1 | 0x2
/** A security descriptor has at most 64 KB (MS-DTYP, ACL). */
const largest = 131_072
/** NTE_NOT_SUPPORTED, NTE_BAD_TYPE, ERROR_NOT_SUPPORTED, ERROR_INVALID_PARAMETER: a provider that keeps none. */
const notKept = [0x80090029, 0x8009000a, 50, 87]

export function privateKey(lib: Lib, thumbprint: string): PrivateKey | null {
  const reference = findKey(lib, thumbprint)?.key
  if (!reference) return null
  return withKey(lib, reference, (key) => ({
    api: key.api,
    provider: key.provider,
    exportable: key.api === 'CAPI' ? capiExportable(lib, key) : cngExportable(lib, key),
    sddl: sddlOf(lib, key),
  }))
}

function sddlOf(lib: Lib, key: OpenKey): string | null {
  try {
    return sddlText(lib, key.api === 'CAPI' ? capiDescriptor(lib, key) : cngDescriptor(lib, key))
  } catch (error) {
    if (error instanceof WindowsFailure && notKept.includes(error.code)) return null
    throw error
  }
}

const capiDescriptor = (lib: Lib, {handle}: OpenKey) =>
  sized('CryptGetProvParam', largest, (buffer, size) =>
    lib.number('CryptGetProvParam', handle, securityDescriptor, buffer, size, daclOnly) ? 0 : lib.lastError(),
  )

const cngDescriptor = (lib: Lib, {handle}: OpenKey) =>
  sized('NCryptGetProperty', largest, (buffer, size) =>
    lib.number(
      'NCryptGetProperty',
      ...[handle, 'Security Descr', buffer, buffer?.length ?? 0, size, daclOnly | silent],
    ),
  )

function sddlText(lib: Lib, descriptor: Buffer): string {
  const out = pointerOut()
  lib.must('ConvertSecurityDescriptorToStringSecurityDescriptorW', descriptor, 1, daclOnly, out, null)
  const text = textAt(lib, pointerIn(out))
  lib.pointer('LocalFree', pointerIn(out))
  return text ?? ''
}

function capiExportable(lib: Lib, {handle, keySpec}: OpenKey): boolean | null {
  const [out, value] = [pointerOut(), dwordOut()]
  if (!lib.number('CryptGetUserKey', handle, keySpec, out)) return null
  const told = lib.number('CryptGetKeyParam', pointerIn(out), permissions, value, dwordOut(4), 0)
  lib.number('CryptDestroyKey', pointerIn(out))
  return told ? (value.readUInt32LE() & mayExport) !== 0 : null
}

function cngExportable(lib: Lib, {handle}: OpenKey): boolean | null {
  const value = dwordOut()
  const code = lib.number('NCryptGetProperty', handle, 'Export Policy', value, 4, dwordOut(), silent)
  return code === 0 ? (value.readUInt32LE() & exportPolicy) !== 0 : null
}
