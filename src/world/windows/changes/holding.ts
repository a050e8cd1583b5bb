import {WindowsFailure} from '../failure.ts'
import type {ChangeCall, WinChanges} from './api.ts'

/** ERROR_SHARING_VIOLATION */
const heldByAnother = 32

/** The same, but what writes takes the lock first, and rejects where another run has it. */
export const holding = (changes: WinChanges, writing: ReadonlySet<ChangeCall>): WinChanges =>
  Object.fromEntries(
    Object.entries(changes).map(([name, call]) => [
      name,
      async (...values: never[]) => {
        if (writing.has(name as ChangeCall) && !(await changes.lock()))
          throw Object.assign(new WindowsFailure('CreateFileW', heldByAnother), {
            message: 'another run of npsmfa is changing this server: wait until it is done',
          })
        return (call as (...values: never[]) => Promise<unknown>)(...values)
      },
    ]),
  ) as unknown as WinChanges
