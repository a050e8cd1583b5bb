import type {RegistryValue, Service} from '../api.ts'
import {WindowsFailure} from '../failure.ts'
import {find, type MemoryMachine, same} from '../memory.ts'
import type {ChosenStartType, SidType} from './api.ts'
import {setRegistryValue} from './memory-registry.ts'

const services = 'SYSTEM\\CurrentControlSet\\Services\\'
/** ERROR_SERVICE_DOES_NOT_EXIST, ERROR_SERVICE_DISABLED, ERROR_DEPENDENT_SERVICES_RUNNING */
const absent = 1060
const disabled = 1058
const dependentsRun = 1051
const startNumbers: Readonly<Record<ChosenStartType, number>> = {automatic: 2, manual: 3, disabled: 4}
const sidNumbers: Readonly<Record<SidType, number>> = {none: 0, unrestricted: 1, restricted: 3}

function serviceOf(machine: MemoryMachine, name: string): Service {
  const service = find(machine.services, name)
  if (!service) throw new WindowsFailure('OpenServiceW', absent)
  return service
}

/** In place of the service that was there, which whoever has read it keeps. */
function become(machine: MemoryMachine, name: string, change: Partial<Service>): void {
  const service = serviceOf(machine, name)
  const entry = Object.keys(machine.services).find((other) => same(other, name))!
  machine.services = {...machine.services, [entry]: {...service, ...change}}
}

export function startService(machine: MemoryMachine, name: string): void {
  const service = serviceOf(machine, name)
  if (service.state === 'running') return
  if (service.startType === 'disabled') throw new WindowsFailure('StartServiceW', disabled)
  // One that was only paused goes on in the process it has.
  const startedAt = service.state === 'paused' ? service.startedAt : new Date().toISOString()
  become(machine, name, {state: 'running', startedAt})
}

export function stopService(machine: MemoryMachine, name: string): void {
  if (dependentServices(machine, name).length > 0) throw new WindowsFailure('ControlService', dependentsRun)
  become(machine, name, {state: 'stopped', startedAt: null})
}

/** Those that name it in DependOnService, and those that depend on them, which must be stopped before. */
export function dependentServices(machine: MemoryMachine, name: string): string[] {
  serviceOf(machine, name)
  const direct = Object.keys(machine.services).filter(
    (other) => machine.services[other]!.state !== 'stopped' && needs(machine, other, name),
  )
  return [...new Set(direct.flatMap((other) => [...dependentServices(machine, other), other]))]
}

function needs(machine: MemoryMachine, service: string, other: string): boolean {
  const named = find(machine.registry, `${services}${service}`)?.values.find(
    (value) => value.name === 'DependOnService',
  )?.data
  return Array.isArray(named) && named.some((wanted) => same(wanted, other))
}

export function setStartType(machine: MemoryMachine, name: string, startType: ChosenStartType): void {
  become(machine, name, {startType})
  setNumber(machine, name, 'Start', startNumbers[startType])
}

export function setSidType(machine: MemoryMachine, name: string, sidType: SidType): void {
  serviceOf(machine, name)
  setNumber(machine, name, 'ServiceSidType', sidNumbers[sidType])
}

const setNumber = (machine: MemoryMachine, service: string, name: string, data: number) =>
  setRegistryValue(machine, `${services}${service}`, {name, type: 'REG_DWORD', data} satisfies RegistryValue)
