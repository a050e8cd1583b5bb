import assert from 'node:assert/strict'
import {it} from 'node:test'
import type {NpsService} from '../../src/facts/nps-service.ts'
import {buildLab} from '../../src/lab/index.ts'
import probe from '../../src/probes/nps-service.win32.ts'
import type {RegistryValue} from '../../src/world/windows/api.ts'
import {type MemoryMachine, memoryWinApi} from '../../src/world/windows/memory.ts'
import type {World} from '../../src/world/world.ts'

const {server} = await buildLab('healthy')
const key = 'SYSTEM\\CurrentControlSet\\Services\\IAS'
type Present = Extract<NpsService, {present: true}>

async function found(change: (machine: MemoryMachine) => void): Promise<Present> {
  const machine = structuredClone(server)
  change(machine)
  const world = {windows: memoryWinApi(machine)} as unknown as World
  return (await probe.look({}, world, new AbortController().signal, '')) as Present
}
const sidType = async (...values: RegistryValue[]) => {
  const service = await found(({registry}) => {
    registry[key] = {values, writtenAt: null}
  })
  return service.sidType
}

it('an absent service SID type means none; a nonsensical one is not known', async () => {
  const value = (data: RegistryValue['data']): RegistryValue => ({
    name: 'ServiceSidType',
    type: 'REG_DWORD',
    data,
  })
  assert.equal(await sidType(), 'none')
  assert.equal(await sidType(value(0)), 'none')
  assert.equal(await sidType(value(1)), 'unrestricted')
  assert.equal(await sidType(value(3)), 'restricted')
  assert.equal(await sidType(value(2)), null)
  assert.equal(await sidType({...value('1'), type: 'REG_SZ'}), null)
})

it('an account that cannot be looked up leaves the rest known', async () => {
  const service = await found((machine) => {
    machine.failing = {accountSid: {call: 'LookupAccountNameW', code: 1789}}
  })
  assert.deepEqual(
    [service.state, service.account, service.accountSid],
    ['running', 'NT AUTHORITY\\NetworkService', null],
  )
})
