import {setTimeout as sleep} from 'node:timers/promises'
import type {Service} from '../../api.ts'
import type {ChosenStartType, SidType} from '../../changes/api.ts'
import {WindowsFailure} from '../../failure.ts'
import {layout} from '../layout.ts'
import type {Lib} from '../lib.ts'
import {dwordOut, pointerIn, textIn, within} from '../memory.ts'
import {stateOf, withService} from '../services.ts'

/** SERVICE_QUERY_STATUS, START, STOP, PAUSE_CONTINUE; with QUERY_CONFIG: CHANGE_CONFIG, ENUMERATE_DEPENDENTS. */
const rights = {
  look: 0x4,
  start: 0x10,
  stop: 0x20,
  carryOn: 0x40,
  configure: 0x1 | 0x2,
  dependents: 0x1 | 0x8,
}
const control = {stop: 1, carryOn: 3}
/** ERROR_SERVICE_ALREADY_RUNNING, ERROR_SERVICE_NOT_ACTIVE; ERROR_SERVICE_CANNOT_ACCEPT_CTRL while it starts or stops. */
const passing = [1056, 1062, 1061]
/** ERROR_SERVICE_REQUEST_TIMEOUT, ERROR_PROCESS_ABORTED */
const tooLate = 1053
const aborted = 1067
const pauseMs = 100
/** SERVICE_NO_CHANGE */
const unchanged = 0xffffffff
/** SERVICE_CONFIG_SERVICE_SID_INFO; SERVICE_SID_TYPE_… (winsvc.h) */
const serviceSidInfo = 5
const sidTypes: Readonly<Record<SidType, number>> = {none: 0, unrestricted: 1, restricted: 3}
const startTypes: Readonly<Record<ChosenStartType, number>> = {automatic: 2, manual: 3, disabled: 4}
/** SERVICE_ACTIVE; EnumDependentServicesW gives at most 64 KB (Microsoft Learn). */
const active = 1
const mostDependents = 65_536
const moreData = 234

export const startService = (lib: Lib, name: string, withinMs: number): Promise<void> =>
  reach(lib, name, withinMs, rights.look | rights.start | rights.carryOn, {
    goal: 'running',
    call: 'StartServiceW',
    acts: {
      stopped: (service) => lib.number('StartServiceW', service, 0, null),
      paused: (service) => tell(lib, service, control.carryOn),
    },
  })

export const stopService = (lib: Lib, name: string, withinMs: number): Promise<void> => {
  const stop = (service: bigint) => tell(lib, service, control.stop)
  return reach(lib, name, withinMs, rights.look | rights.stop, {
    goal: 'stopped',
    call: 'ControlService',
    acts: {running: stop, paused: stop},
  })
}

const tell = (lib: Lib, service: bigint, what: number) =>
  lib.number('ControlService', service, what, Buffer.alloc(layout.SERVICE_STATUS.size))

interface Way {
  goal: Service['state']
  /** The function that a failure names. */
  call: string
  /** What brings it on from a state; from the others it goes on by itself. */
  acts: Partial<Record<Service['state'], (service: bigint) => number>>
}

async function reach(lib: Lib, name: string, withinMs: number, access: number, way: Way): Promise<void> {
  const until = performance.now() + withinMs
  const done = new Set<Service['state']>()
  for (;;) {
    const state = onService(lib, name, access, (service) => step(lib, service, way, done))
    if (state === way.goal) return
    if (performance.now() > until) {
      const message = `${name} is still ${state} after ${withinMs / 1000} s`
      throw Object.assign(new WindowsFailure(way.call, tooLate, 'timeout'), {message})
    }
    await sleep(pauseMs)
  }
}

/** Looks where it is, and does what is due there, once. */
function step(lib: Lib, service: bigint, {goal, call, acts}: Way, done: Set<string>): Service['state'] {
  const {state, exitCode} = stateOf(lib, service)
  if (state === goal || !acts[state]) return state
  // It has been started, and is stopped again.
  if (state === 'stopped' && done.has(state)) throw new WindowsFailure(call, exitCode || aborted)
  if (done.has(state)) return state
  const code = acts[state](service) ? 0 : lib.lastError()
  if (code === 0) done.add(state)
  else if (!passing.includes(code)) throw new WindowsFailure(call, code)
  return state
}

/** ERROR_SERVICE_DOES_NOT_EXIST */
const absent = 1060

function onService<T>(lib: Lib, name: string, access: number, use: (service: bigint) => T): T {
  const found = withService(lib, name, access, (service) => ({value: use(service)}))
  if (!found) throw new WindowsFailure('OpenServiceW', absent)
  return found.value
}

export function setStartType(lib: Lib, name: string, startType: ChosenStartType): void {
  const others = [null, null, null, null, null, null, null]
  onService(lib, name, rights.configure, (service) =>
    lib.must('ChangeServiceConfigW', service, unchanged, startTypes[startType], unchanged, ...others),
  )
}

export function setSidType(lib: Lib, name: string, sidType: SidType): void {
  const {size, dwServiceSidType} = layout.SERVICE_SID_INFO
  const info = Buffer.alloc(size)
  info.writeUInt32LE(sidTypes[sidType], dwServiceSidType)
  onService(lib, name, rights.configure, (service) =>
    lib.must('ChangeServiceConfig2W', service, serviceSidInfo, info),
  )
}

export function dependentServices(lib: Lib, name: string): string[] {
  return onService(lib, name, rights.dependents, (service) => {
    const [needed, count] = [dwordOut(), dwordOut()]
    const room = Buffer.alloc(mostDependents)
    if (!lib.number('EnumDependentServicesW', service, active, room, room.length, needed, count)) {
      const code = lib.lastError()
      if (code !== moreData) throw new WindowsFailure('EnumDependentServicesW', code)
    }
    const {size, lpServiceName} = layout.ENUM_SERVICE_STATUSW
    return Array.from({length: count.readUInt32LE()}, (_, i) =>
      textIn(within(lib, room, pointerIn(room, i * size + lpServiceName))),
    )
  })
}
