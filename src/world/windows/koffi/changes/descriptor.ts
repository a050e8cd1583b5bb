import {WindowsFailure} from '../../failure.ts'
import type {Lib} from '../lib.ts'
import {bytesAt, pointerIn, pointerOut} from '../memory.ts'

/** SDDL_REVISION_1 */
const revision = 1

/** A security descriptor as Windows holds it (self-relative), from SDDL. */
export function descriptorOf(lib: Lib, sddl: string): Buffer {
  // ERROR_INVALID_SECURITY_DESCR: an empty text would be a descriptor that lets everybody do everything.
  if (!/^(?:[OG]:|D:)/i.test(sddl))
    throw new WindowsFailure('ConvertStringSecurityDescriptorToSecurityDescriptorW', 1338)
  const out = pointerOut()
  lib.must('ConvertStringSecurityDescriptorToSecurityDescriptorW', sddl, revision, out, null)
  const address = pointerIn(out)
  try {
    return bytesAt(lib, address, lib.number('GetSecurityDescriptorLength', address))
  } finally {
    lib.pointer('LocalFree', address)
  }
}
