import {WindowsFailure} from '../failure.ts'
import type {Lib} from './lib.ts'
import {bytesAt, dwordOut, pointerIn, pointerOut, textAt, textIn} from './memory.ts'

/** How the service manager writes them, never localised (Microsoft Learn, CreateServiceW, lpServiceStartName). */
const services: Readonly<Record<string, string>> = {
  localsystem: 'S-1-5-18',
  'nt authority\\localsystem': 'S-1-5-18',
  'nt authority\\localservice': 'S-1-5-19',
  'nt authority\\networkservice': 'S-1-5-20',
}
/** ERROR_NONE_MAPPED */
const unknownName = 1332
/** NERR_UserNotFound */
const noSuchUser = 2221
/** SECURITY_MAX_SID_SIZE is 68. */
const sidBytes = 128

export function accountSid(lib: Lib, name: string): string | null {
  const known = services[name.toLowerCase()]
  if (known) return known
  const here = onThisComputer(lib, name)
  const [sid, size] = [Buffer.alloc(sidBytes), dwordOut(sidBytes)]
  const [domain, length, use] = [Buffer.alloc(1024), dwordOut(512), dwordOut()]
  if (lib.number('LookupAccountNameW', null, here, sid, size, domain, length, use)) return sidText(lib, sid)
  const code = lib.lastError()
  if (code === unknownName) return null
  throw new WindowsFailure('LookupAccountNameW', code)
}

/** ".\name" is an account of this computer. */
const onThisComputer = (lib: Lib, name: string) =>
  name.startsWith('.\\') ? `${computerName(lib)}${name.slice(1)}` : name

/** `sid` is a buffer that holds one, or its address. */
export function sidText(lib: Lib, sid: Buffer | bigint): string {
  const out = pointerOut()
  lib.must('ConvertSidToStringSidW', sid, out)
  const address = pointerIn(out)
  const text = textAt(lib, address)
  lib.pointer('LocalFree', address)
  return text ?? ''
}

export function computerName(lib: Lib): string {
  const [name, length] = [Buffer.alloc(1024), dwordOut(512)]
  // ComputerNameNetBIOS
  lib.must('GetComputerNameExW', 0, name, length)
  return textIn(name, length.readUInt32LE())
}

/** A group that is left out could be the one that decides. */
function groupSid(lib: Lib, name: string): string {
  const sid = accountSid(lib, name)
  if (sid === null) throw new WindowsFailure('LookupAccountNameW', unknownName)
  return sid
}

/** LG_INCLUDE_INDIRECT: also through global groups; 1,000 groups are far more than a token holds. */
export function localGroups(lib: Lib, account: string): string[] {
  const [out, read, total] = [pointerOut(), dwordOut(), dwordOut()]
  const code = lib.number(
    'NetUserGetLocalGroups',
    null,
    onThisComputer(lib, account),
    0,
    1,
    out,
    0xffffffff,
    read,
    total,
  )
  if (code === noSuchUser) return []
  if (code !== 0) throw new WindowsFailure('NetUserGetLocalGroups', code)
  const address = pointerIn(out)
  try {
    const count = Math.min(1_000, read.readUInt32LE())
    const names = bytesAt(lib, address, count * 8)
    return Array.from({length: count}, (_, i) => groupSid(lib, textAt(lib, pointerIn(names, i * 8)) ?? ''))
  } finally {
    lib.number('NetApiBufferFree', address)
  }
}
