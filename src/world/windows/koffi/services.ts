import type {Service} from '../api.ts'
import {WindowsFailure} from '../failure.ts'
import {layout} from './layout.ts'
import type {Lib} from './lib.ts'
import {dwordOut, fileTime, pointerIn, sized, textIn, within} from './memory.ts'

/** SC_MANAGER_CONNECT; SERVICE_QUERY_CONFIG | SERVICE_QUERY_STATUS */
const connect = 0x1
const query = 0x1 | 0x4
/** ERROR_SERVICE_DOES_NOT_EXIST, ERROR_INVALID_NAME */
const absent = [1060, 123]
/** ERROR_INVALID_DATA */
const invalidData = 13
/** PROCESS_QUERY_LIMITED_INFORMATION */
const queryLimited = 0x1000
/** A configuration has at most 8 KB (Microsoft Learn, QueryServiceConfigW). */
const largestConfiguration = 8_192

const states: readonly Service['state'][] = [
  'stopped',
  'start-pending',
  'stop-pending',
  'running',
  'continue-pending',
  'pause-pending',
  'paused',
]
const startTypes: readonly Service['startType'][] = ['boot', 'system', 'automatic', 'manual', 'disabled']

export const service = (lib: Lib, name: string): Service | null =>
  withService(lib, name, query, (opened) => described(lib, opened))

/** Gives an open service to `use`; null where there is none of that name. */
export function withService<T>(
  lib: Lib,
  name: string,
  access: number,
  use: (service: bigint) => T,
): T | null {
  const opened = lib.pointer('OpenServiceW', managerOf(lib), name, access)
  if (opened === 0n) {
    const code = lib.lastError()
    if (absent.includes(code)) return null
    throw new WindowsFailure('OpenServiceW', code)
  }
  try {
    return use(opened)
  } finally {
    lib.number('CloseServiceHandle', opened)
  }
}

const managers = new WeakMap<Lib, bigint>()

/** Opened once: that takes longer than all that is asked of it. It goes with the process. */
function managerOf(lib: Lib): bigint {
  const known = managers.get(lib)
  const manager = known ?? BigInt(lib.must('OpenSCManagerW', null, null, connect))
  if (known === undefined) managers.set(lib, manager)
  return manager
}

function described(lib: Lib, opened: bigint): Service {
  const {state, processId} = stateOf(lib, opened)
  const configuration = sized('QueryServiceConfigW', largestConfiguration, (buffer, needed) =>
    lib.number('QueryServiceConfigW', opened, buffer, buffer?.length ?? 0, needed) ? 0 : lib.lastError(),
  )
  const {dwStartType, lpServiceStartName} = layout.QUERY_SERVICE_CONFIGW
  const startType = startTypes[configuration.readUInt32LE(dwStartType)]
  if (!startType) throw new WindowsFailure('QueryServiceConfigW', invalidData)
  const account = textIn(within(lib, configuration, pointerIn(configuration, lpServiceStartName)))
  return {state, startType, account, startedAt: startOf(lib, processId)}
}

/** Where an open service is, its process (0 without one), and the code with which it ended last. */
export function stateOf(
  lib: Lib,
  opened: bigint,
): {state: Service['state']; processId: number; exitCode: number} {
  const {size, dwCurrentState, dwWin32ExitCode, dwProcessId} = layout.SERVICE_STATUS_PROCESS
  const status = Buffer.alloc(size)
  lib.must('QueryServiceStatusEx', opened, 0, status, size, dwordOut())
  const state = states[status.readUInt32LE(dwCurrentState) - 1]
  if (!state) throw new WindowsFailure('QueryServiceStatusEx', invalidData)
  return {state, processId: status.readUInt32LE(dwProcessId), exitCode: status.readUInt32LE(dwWin32ExitCode)}
}

/** When a process was started; null where it may not be asked. */
function startOf(lib: Lib, id: number): string | null {
  const handle = id === 0 ? 0n : lib.pointer('OpenProcess', queryLimited, 0, id)
  if (handle === 0n) return null
  try {
    const [created, ...others] = [0, 0, 0, 0].map(() => Buffer.alloc(8))
    return lib.number('GetProcessTimes', handle, created, ...others) ? fileTime(created!) : null
  } finally {
    lib.number('CloseHandle', handle)
  }
}
