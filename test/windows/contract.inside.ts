import assert from 'node:assert/strict'
import {after, describe, it} from 'node:test'
import {windowsDoor} from '../../src/world/windows/door.ts'
import {WindowsFailure} from '../../src/world/windows/failure.ts'
import {contract} from './contract.ts'
import {contractMachine, manyCertificates} from './contract-machine.ts'
import {putChannel} from './fixture/files.ts'
import {prepare} from './fixture/prepare.ts'

// What runs inside Wine: the contract on Windows' own functions, asked through the collector.
const made = await contractMachine()
prepare(made.machine)
const {api, close} = windowsDoor()
after(close)

contract(api, made)

describe('on Windows itself', () => {
  it('events of a channel that may not be read are denied, with the call', async () => {
    putChannel('Security', [], {denied: true})
    await assert.rejects(api.events({channel: 'Security', xpath: '*', limit: 1}), (error: unknown) => {
      assert.ok(error instanceof WindowsFailure)
      assert.deepEqual([error.call, error.code, error.why], ['EvtQuery', 5, 'denied'])
      return true
    })
  })
  it('a channel that does not answer is given up within its time', async () => {
    putChannel('Slow', ['<Event/>'], {slow: true})
    const started = performance.now()
    await api.events({channel: 'Slow', xpath: '*', limit: 1}).catch(() => {})
    assert.ok(performance.now() - started < 7_000)
  })
  it('2,000 certificates are read', async () => {
    prepare({...made.machine, certificates: await manyCertificates(2_000)}, made.machine)
    const started = performance.now()
    assert.equal((await api.certificates()).length, 2_000)
    assert.ok(performance.now() - started < 6_000)
  })
})
