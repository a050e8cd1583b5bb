import {CannotKnow, type Why} from '../../core/evidence.ts'

/** What every denied look says, so that a report says it once. */
export const notElevated =
  'npsmfa does not run as administrator: start it from an elevated prompt to look at this'

/** The same of every denied change. */
export const notElevatedToChange =
  'npsmfa does not run as administrator: start it from an elevated prompt to change this'

// System error codes, and their HRESULT forms, that mean a lack of permission.
const deniedCodes = [5, 1314, 0x80070005, 0x80090010]
/** ERROR_CALL_NOT_IMPLEMENTED, ERROR_PROC_NOT_FOUND */
const unsupportedCodes = [120, 127]

const whyOf = (code: number): Why => {
  if (deniedCodes.includes(code)) return 'denied'
  return unsupportedCodes.includes(code) ? 'unsupported' : 'error'
}

/** A Windows function that failed: its name, and its code as Windows numbers it (Win32, HRESULT or NTSTATUS). */
export class WindowsFailure extends CannotKnow {
  readonly call: string
  readonly code: number
  constructor(call: string, code: number, why: Why = whyOf(code >>> 0)) {
    super(why, `${call} failed: ${hexadecimal(code)}`)
    this.call = call
    this.code = code >>> 0
  }
}

/** "0x80090016" */
export const hexadecimal = (code: number) => `0x${(code >>> 0).toString(16).padStart(8, '0')}`
