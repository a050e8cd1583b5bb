import assert from 'node:assert/strict'
import {spawnSync} from 'node:child_process'
import {join} from 'node:path'
import {describe, it} from 'node:test'
import {makeKey} from '../../../src/certificates/key.ts'
import {makeCertificate} from '../../../src/certificates/make.ts'
import {healthyServer} from '../../../src/lab/healthy/server.ts'
import {memoryWinApi} from '../../../src/world/windows/memory.ts'
import type {Fault} from '../../support/fault.ts'
import {fileWindows, readMachine, writeMachine} from '../../support/file-windows.ts'
import {temporaryFolder} from '../../support/temp.ts'
import {changesContract, fails, lockGoesWith} from './contract.ts'
import {changeableMachine} from './machine.ts'

const folder = temporaryFolder()
const key = await makeKey()
const {certificate} = await makeCertificate({
  subject: {CN: 'x'},
  key,
  notBefore: new Date(),
  notAfter: new Date(Date.now() + 1e9),
})
const fresh = (name: string) => {
  const file = join(folder, name)
  writeMachine(file, healthyServer({certificate, key}))
  return file
}

describe('changing Windows in a file', async () => {
  const made = await changeableMachine()
  const file = join(folder, 'contract')
  writeMachine(file, made.machine)
  const {api, door} = fileWindows(file)
  changesContract({...made, api, door, other: () => fileWindows(file).door})
  it('the lock goes with the run that held it', () => lockGoesWith(door, fileWindows(file).door))
})

describe('a run that is killed', () => {
  const program = join(import.meta.dirname, 'four-steps.ts')
  const run = (file: string, fault: Fault) =>
    spawnSync(process.execPath, ['--no-warnings', program, file, JSON.stringify(fault)], {encoding: 'utf8'})

  for (const [at, when, done] of [
    [1, 'before', 0],
    [1, 'after', 1],
    [3, 'before', 2],
    [4, 'after', 4],
  ] as const)
    it(`${when} step ${at} has done ${done}, which the next one sees`, async () => {
      const file = fresh(`${at}-${when}`)
      const {signal, stderr} = run(file, {at, when, how: 'is killed'})
      assert.equal(signal, 'SIGKILL', stderr)
      const {api, door} = fileWindows(file)
      const there = [
        (await door.changes.readJournal('run')) !== null,
        (await door.changes.publicKey('npsmfa-test')) !== null,
        (await api.registry('SOFTWARE\\npsmfa')) !== null,
        (await api.service('IAS'))?.state === 'stopped',
      ]
      assert.deepEqual(
        there,
        [0, 1, 2, 3].map((step) => step < done),
      )
      assert.equal(await door.changes.lock(), true)
      door.close()
    })
  it('is not one that failed: the steps after it are taken', () => {
    const {status, stdout} = run(fresh('fails'), {at: 2, when: 'after', how: 'fails'})
    assert.deepEqual([status, stdout.trim()], [0, 'done,failed 31,done,done'])
  })
  it('is not one that ends by itself, but leaves as much', () => {
    const file = fresh('exits')
    assert.equal(run(file, {at: 3, when: 'after', how: 'exits'}).status, 9)
    assert.equal(readMachine(file).services.IAS?.state, 'running')
  })
})

describe('faults of a machine', () => {
  const failing = (call: string, failure: {call: string; code: number}) => {
    const file = fresh(call)
    writeMachine(file, {...readMachine(file), failing: {[call]: failure}})
    return {file, ...fileWindows(file)}
  }
  const wish = {container: 'npsmfa-x', bits: 2048, sddl: 'D:P(A;;FA;;;SY)'} as const
  for (const [name, call, failure] of [
    ['a provider that refuses', 'createKey', {call: 'CryptGenKey', code: 0x80090020}],
    ['a store that is locked', 'addCertificate', {call: 'CertOpenStore', code: 32}],
    ['a disk that is full', 'writeJournal', {call: 'WriteFile', code: 112}],
    ['NPS that does not start', 'startService', {call: 'StartServiceW', code: 1053}],
  ] as const)
    it(`${name}: the call rejects, and nothing has changed`, async () => {
      const {file, door} = failing(call, failure)
      const was = readMachine(file)
      const {changes} = door
      const calls = {
        createKey: () => changes.createKey(wish),
        addCertificate: () => changes.addCertificate(certificate, null),
        writeJournal: () => changes.writeJournal('run', ''),
        startService: () => changes.startService('IAS', 1_000),
      }
      await assert.rejects(calls[call], fails(new RegExp(`^${failure.call}$`), failure.code))
      assert.deepEqual(readMachine(file), was)
      door.close()
    })
  it('nobody who is not elevated changes anything, nor reads a journal; the reason is told', async () => {
    const file = fresh('not elevated')
    const machine = readMachine(file)
    writeMachine(file, {...machine, identity: {...machine.identity, elevated: false}})
    const was = readMachine(file)
    const {changes} = fileWindows(file).door
    for (const call of [
      () => changes.lock(),
      () => changes.setRegistryValue('SOFTWARE\\x', {name: 'x', type: 'REG_SZ', data: ''}),
      () => changes.createKey(wish),
      () => changes.stopService('IAS', 1_000),
      () => changes.readJournal('run'),
    ])
      await assert.rejects(call, (error: Error & {why?: string}) => {
        assert.deepEqual([error.why, /elevated prompt to change/.test(error.message)], ['denied', true])
        return true
      })
    assert.deepEqual(readMachine(file), was)
  })
  it('a service is not stopped under one that depends on it', async () => {
    const file = fresh('dependents')
    const machine = readMachine(file)
    machine.services.Near = {...machine.services.IAS!}
    machine.registry['SYSTEM\\CurrentControlSet\\Services\\Near'] = {
      values: [{name: 'DependOnService', type: 'REG_MULTI_SZ', data: ['ias']}],
      writtenAt: null,
    }
    writeMachine(file, machine)
    const {door} = fileWindows(file)
    await assert.rejects(door.changes.stopService('IAS', 1_000), fails(/^ControlService$/, 1051))
    assert.equal((await memoryWinApi(readMachine(file)).service('IAS'))?.state, 'running')
    door.close()
  })
})
