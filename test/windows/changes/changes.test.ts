import {chmodSync, mkdirSync} from 'node:fs'
import {join} from 'node:path'
import {after, describe, it} from 'node:test'
import {memoryChanges} from '../../../src/world/windows/changes/memory.ts'
import {memoryWinApi} from '../../../src/world/windows/memory.ts'
import {testInside} from '../wine/inside.ts'
import {preparedMachine} from '../wine/machine.ts'
import {wineSuite} from '../wine/needs.ts'
import {changesContract, lockGoesWith} from './contract.ts'
import {changeableMachine} from './machine.ts'

describe('changing Windows in memory', async () => {
  const made = await changeableMachine()
  const other = () => memoryChanges(made.machine)
  const door = other()
  changesContract({...made, api: memoryWinApi(made.machine), door, other})
  it('the lock goes with the run that held it', () => lockGoesWith(door, other()))
})

wineSuite('changing Windows itself', async () => {
  const machine = await preparedMachine()
  after(() => machine.stop())
  const open = join(machine.prefix, 'drive_c/open')
  mkdirSync(open)
  chmodSync(open, 0o777)
  for (const file of ['changes.inside.ts', 'details.inside.ts'])
    await testInside(machine, join(import.meta.dirname, file), {timeoutMs: 90_000})
})
