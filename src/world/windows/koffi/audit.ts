import {guidBytes} from '../../../codecs/guid.ts'
import {WindowsFailure} from '../failure.ts'
import {layout} from './layout.ts'
import type {Lib} from './lib.ts'
import {bytesAt, pointerIn, pointerOut} from './memory.ts'

/** What is recorded of a subcategory, by its GUID (Microsoft Learn, "Auditing Constants"). */
export function auditing(lib: Lib, subcategory: string): {success: boolean; failure: boolean} {
  const out = pointerOut()
  lib.must('AuditQuerySystemPolicy', guid(subcategory), 1, out)
  const address = pointerIn(out)
  const {size, AuditingInformation} = layout.AUDIT_POLICY_INFORMATION
  const bits = bytesAt(lib, address, size).readUInt32LE(AuditingInformation)
  lib.number('AuditFree', address)
  // POLICY_AUDIT_EVENT_SUCCESS, POLICY_AUDIT_EVENT_FAILURE
  return {success: (bits & 1) !== 0, failure: (bits & 2) !== 0}
}

function guid(text: string): Buffer {
  const bytes = guidBytes(text)
  // ERROR_INVALID_PARAMETER
  if (bytes.length !== 16) throw new WindowsFailure('AuditQuerySystemPolicy', 87)
  return bytes
}
