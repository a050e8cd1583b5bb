import type {Identity} from '../api.ts'
import {computerName, sidText} from './accounts.ts'
import {layout} from './layout.ts'
import type {Lib} from './lib.ts'
import {dwordOut, pointerIn, pointerOut, textIn, within} from './memory.ts'

const tokenQuery = 0x8
const tokenAdjustPrivileges = 0x20
// TOKEN_INFORMATION_CLASS
const tokenUser = 1
const tokenElevation = 20

export function identity(lib: Lib): Identity {
  return withToken(lib, tokenQuery, (token) => {
    // TOKEN_USER begins with the address of the SID, which lies behind it in the same buffer.
    const user = information(lib, token, tokenUser)
    const sid = within(lib, user, pointerIn(user))
    const [name, nameLength] = [Buffer.alloc(1024), dwordOut(512)]
    const [domain, domainLength, use] = [Buffer.alloc(1024), dwordOut(512), dwordOut()]
    lib.must('LookupAccountSidW', null, sid, name, nameLength, domain, domainLength, use)
    return {
      computer: computerName(lib),
      account: `${textIn(domain)}\\${textIn(name)}`,
      sid: sidText(lib, sid),
      elevated: information(lib, token, tokenElevation).readUInt32LE() !== 0,
    }
  })
}

/** Whether whoever runs this is elevated; where even that is not told, a failure speaks for itself. */
export function elevation(lib: Lib): boolean {
  try {
    return identity(lib).elevated
  } catch {
    return true
  }
}

/** Enables a privilege that the token holds; without it the call that needs it says so. */
export function enablePrivilege(lib: Lib, name: string): void {
  withToken(lib, tokenQuery | tokenAdjustPrivileges, (token) => {
    const {PrivilegeCount, Privileges, size} = layout.TOKEN_PRIVILEGES
    const privileges = Buffer.alloc(size)
    const luid = Buffer.alloc(8)
    lib.must('LookupPrivilegeValueW', null, name, luid)
    privileges.writeUInt32LE(1, PrivilegeCount)
    luid.copy(privileges, Privileges + layout.LUID_AND_ATTRIBUTES.Luid)
    // SE_PRIVILEGE_ENABLED
    privileges.writeUInt32LE(2, Privileges + layout.LUID_AND_ATTRIBUTES.Attributes)
    lib.must('AdjustTokenPrivileges', token, 0, privileges, 0, null, null)
  })
}

function withToken<T>(lib: Lib, access: number, use: (token: bigint) => T): T {
  const out = pointerOut()
  lib.must('OpenProcessToken', lib.pointer('GetCurrentProcess'), access, out)
  try {
    return use(pointerIn(out))
  } finally {
    lib.number('CloseHandle', pointerIn(out))
  }
}

function information(lib: Lib, token: bigint, kind: number): Buffer {
  const [buffer, size] = [Buffer.alloc(256), dwordOut()]
  lib.must('GetTokenInformation', token, kind, buffer, buffer.length, size)
  return buffer
}
