import type {PrivateKey} from '../api.ts'
import {WindowsFailure} from '../failure.ts'
import {findCertificate} from './certificates.ts'
import type {Lib} from './lib.ts'
import {dwordOut, pointerIn, pointerOut, sized, textAt} from './memory.ts'
import {type OpenKey, withKey} from './open-key.ts'

/** DACL_SECURITY_INFORMATION */
const dacl = 4
const silent = 0x40
/** Parameters of a container (PP_NAME, PP_KEYSET_SEC_DESCR) and of a key (KP_PERMISSIONS). */
const providerName = 4
const securityDescriptor = 8
const permissions = 6
/** CRYPT_EXPORT */
const mayExport = 4
/** NCRYPT_ALLOW_EXPORT_FLAG | NCRYPT_ALLOW_PLAINTEXT_EXPORT_FLAG */
const mayExportCng = 1 | 2
/** No list of access rights, nor a name, is longer; in bytes. */
const largest = 131_072
/** NTE_BAD_TYPE, NTE_NOT_FOUND, NTE_NOT_SUPPORTED, ERROR_NOT_SUPPORTED: the provider knows no such thing. */
const notKept = [0x8009000a, 0x80090011, 0x80090029, 50]

export function privateKey(lib: Lib, thumbprint: string): PrivateKey | null {
  const certificate = findCertificate(lib, thumbprint)
  if (!certificate?.key) return null
  return withKey(lib, certificate.key, (key) => ({
    api: key.api,
    provider: key.provider ?? nameOf(lib, key),
    exportable: key.api === 'CAPI' ? exportable(lib, key) : exportableCng(lib, key),
    sddl: sddlOf(lib, key),
  }))
}

const nameOf = (lib: Lib, key: OpenKey) =>
  containerParameter(lib, key, providerName, 0).toString('latin1').replace(/\0.*$/s, '')

/** The DACL of an open key, verbatim; null where its provider keeps none. */
export function sddlOf(lib: Lib, key: OpenKey): string | null {
  try {
    return sddl(
      lib,
      key.api === 'CAPI'
        ? containerParameter(lib, key, securityDescriptor, dacl)
        : property(lib, key, 'Security Descr', dacl),
    )
  } catch (error) {
    if (error instanceof WindowsFailure && notKept.includes(error.code)) return null
    throw error
  }
}

function sddl(lib: Lib, descriptor: Buffer): string | null {
  const out = pointerOut()
  lib.must('ConvertSecurityDescriptorToStringSecurityDescriptorW', descriptor, 1, dacl, out, null)
  const address = pointerIn(out)
  const text = textAt(lib, address)
  lib.pointer('LocalFree', address)
  return text
}

function exportable(lib: Lib, {handle, keySpec}: OpenKey): boolean | null {
  const [out, value] = [pointerOut(), dwordOut()]
  if (!lib.number('CryptGetUserKey', handle, keySpec, out)) return null
  try {
    if (!lib.number('CryptGetKeyParam', pointerIn(out), permissions, value, dwordOut(4), 0)) return null
    return (value.readUInt32LE() & mayExport) !== 0
  } finally {
    lib.number('CryptDestroyKey', pointerIn(out))
  }
}

function exportableCng(lib: Lib, {handle}: OpenKey): boolean | null {
  const value = dwordOut()
  if (lib.number('NCryptGetProperty', handle, 'Export Policy', value, 4, dwordOut(), silent) !== 0)
    return null
  return (value.readUInt32LE() & mayExportCng) !== 0
}

const containerParameter = (lib: Lib, {handle}: OpenKey, parameter: number, flags: number): Buffer =>
  sized('CryptGetProvParam', largest, (room, size) =>
    lib.number('CryptGetProvParam', handle, parameter, room, size, flags) ? 0 : lib.lastError(),
  )

const property = (lib: Lib, {handle}: OpenKey, name: string, flags: number): Buffer =>
  sized('NCryptGetProperty', largest, (room, size) =>
    lib.number('NCryptGetProperty', handle, name, room, room?.length ?? 0, size, flags | silent),
  )
