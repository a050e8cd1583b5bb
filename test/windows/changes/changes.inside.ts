import assert from 'node:assert/strict'
import {it} from 'node:test'
import type {WinChanges} from '../../../src/world/windows/changes/api.ts'
import {windowsChanges} from '../../../src/world/windows/changes/door.ts'
import {windowsDoor} from '../../../src/world/windows/door.ts'
import {prepare} from '../fixture/prepare.ts'
import {writeKey} from '../fixture/registry.ts'
import {changesContract, lockGoesWith} from './contract.ts'
import {changeableMachine} from './machine.ts'

// What runs inside Wine: the contract on Windows' own functions, done by the process that changes Windows.
const made = await changeableMachine()
prepare(made.machine)
// Wine takes this out of the registry when it registers a service that it was not told to depend on another.
for (const [path, {values}] of Object.entries(made.machine.registry))
  if (values.some(({name}) => name === 'DependOnService')) writeKey(path, values)
const reading = windowsDoor()
const door = windowsChanges()
changesContract({...made, api: reading.api, door, other: windowsChanges})

it('the process that asks Windows cannot be told to change it', async () => {
  const asked = reading.api as unknown as WinChanges
  const value = {name: 'x', type: 'REG_SZ', data: ''} as const
  await assert.rejects(
    asked.setRegistryValue('SOFTWARE\\npsmfa new', value),
    /does not know setRegistryValue/,
  )
})

it('the lock goes with the process that held it', async () => {
  await lockGoesWith(door, windowsChanges())
  reading.close()
})
