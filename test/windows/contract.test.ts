import {join} from 'node:path'
import {after, describe} from 'node:test'
import {memoryWinApi} from '../../src/world/windows/memory.ts'
import {contract} from './contract.ts'
import {contractMachine} from './contract-machine.ts'
import {testInside} from './wine/inside.ts'
import {preparedMachine} from './wine/machine.ts'
import {wineSuite} from './wine/needs.ts'

describe('the Windows door in memory', async () => {
  const made = await contractMachine()
  contract(memoryWinApi(made.machine), made)
})

wineSuite('the Windows door on Windows', async () => {
  const machine = await preparedMachine()
  after(() => machine.stop())
  await testInside(machine, join(import.meta.dirname, 'contract.inside.ts'), {timeoutMs: 90_000})
})
