import assert from 'node:assert/strict'
import {mkdtempSync, readFileSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {afterEach, describe, it} from 'node:test'
import {setTimeout as sleep} from 'node:timers/promises'
import {CannotKnow} from '../../src/core/evidence.ts'
import {collector} from '../../src/world/windows/collector.ts'
import type {WindowsDoor} from '../../src/world/windows/door.ts'
import {WindowsFailure} from '../../src/world/windows/failure.ts'

const program = join(import.meta.dirname, 'fake-collector.ts')
const alive = (pid: number) => {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}
const because = (why: string, message: RegExp) => (error: unknown) => {
  assert.ok(error instanceof CannotKnow, String(error))
  assert.equal(error.why, why)
  assert.match(error.message, message)
  return true
}

describe('the process that asks Windows', () => {
  let door: WindowsDoor
  const opened = (limitMs = 5_000) => {
    door = collector({program, limitMs})
    const {api} = door
    return {api, pid: async () => Number(await api.registry('pid'))}
  }
  afterEach(() => door.close())

  it('is one for all calls, started with the first', async () => {
    const {pid} = opened()
    const [first, second] = await Promise.all([pid(), pid()])
    assert.equal(first, second)
    assert.notEqual(first, process.pid)
  })
  it('answers with bytes as bytes', async () => {
    const {api} = opened()
    const answer = (await api.sign('AB', new Uint8Array([0, 255]))) as unknown
    assert.deepEqual(answer, ['AB', new Uint8Array([0, 255])])
  })
  it('says why in the words and with the code of the failure', async () => {
    const {api} = opened()
    await assert.rejects(api.registry('denied'), (error: unknown) => {
      assert.ok(error instanceof WindowsFailure)
      const {why, message, call, code} = error
      assert.deepEqual([why, message, call, code], ['denied', 'only for administrators', 'RegOpenKeyExW', 5])
      return true
    })
    await assert.rejects(api.registry('broken'), because('error', /^an error of ours$/))
  })
  it('is asked one after the other, but not held up by what waits for others', async () => {
    const {api} = opened()
    const folder = mkdtempSync(join(tmpdir(), 'npsmfa-collector-'))
    process.env.FAKE_LOG = join(folder, 'log')
    try {
      const order: string[] = []
      const note = (name: string) => () => order.push(name)
      await Promise.all([
        api.events({channel: 'System', xpath: '*', limit: 1}).then(note('events')),
        api.registry('slow').then(note('slow')),
        api.service('quick').then(note('quick')),
      ])
      assert.deepEqual(order, ['slow', 'quick', 'events'])
      assert.deepEqual(readFileSync(process.env.FAKE_LOG, 'utf8').split('\n').slice(0, 3), [
        'events later',
        'registry slow',
        'service quick',
      ])
    } finally {
      delete process.env.FAKE_LOG
      rmSync(folder, {recursive: true})
    }
  })
  it('that ends takes only the call under way with it', async () => {
    const {api, pid} = opened()
    const before = await pid()
    const events = api.events({channel: 'System', xpath: '*', limit: 1})
    const ahead = api.registry('ahead')
    const crashing = api.registry('crash')
    const behind = [api.registry('behind'), api.service('behind too')]
    await assert.rejects(
      crashing,
      because(
        'error',
        /^the process that asks Windows ended \(0x0000007f\) while it looked at registry crash$/,
      ),
    )
    assert.deepEqual(await ahead, ['ahead'])
    assert.deepEqual(await Promise.all(behind), [['behind'], ['behind too']])
    assert.equal((await events)?.length, 1)
    assert.notEqual(await pid(), before)
  })
  it('that ended between two calls is started again', async () => {
    const {pid} = opened()
    const before = await pid()
    process.kill(before, 'SIGKILL')
    while (alive(before)) await sleep(5)
    assert.notEqual(await pid(), before)
  })
  it('is ended where a call hangs, and the calls behind are asked of another', async () => {
    const {api, pid} = opened(1_500)
    const before = await pid()
    const hanging = api.registry('hang')
    const behind = api.registry('behind')
    await assert.rejects(
      hanging,
      because('timeout', /^Windows did not answer within 1\.5 s when asked for registry hang$/),
    )
    assert.deepEqual(await behind, ['behind'])
    assert.equal(alive(before), false)
  })
  it('goes on where another machine does not answer', async () => {
    const {api, pid} = opened(1_500)
    const before = await pid()
    await assert.rejects(api.domainController(), because('timeout', /domainController$/))
    assert.equal(await pid(), before)
  })
  it('that ends again and again is given up', async () => {
    const {api} = opened()
    const asked = ['crash', 'crash', 'crash', 'crash', 'behind'].map((name) => api.registry(name))
    const results = await Promise.allSettled(asked)
    assert.deepEqual(new Set(results.map(({status}) => status)), new Set(['rejected']))
    await assert.rejects(api.registry('later'), because('error', /too often to go on$/))
  })
  it('does not go on with an exchange that another process began', async () => {
    const {api} = opened()
    const going = api.negotiate({context: 'c', target: 'ldap/dc1', token: null})
    await Promise.all([
      assert.rejects(api.registry('crash')),
      assert.rejects(going, because('error', /ended \(0x0000007f\) while it looked at negotiate$/)),
    ])
  })
  it('asks no third process for what was under way when two ended', async () => {
    const {api} = opened()
    const events = api.events({channel: 'System', xpath: '*', limit: 1})
    await Promise.all([
      assert.rejects(api.registry('crash')),
      assert.rejects(api.registry('crash')),
      assert.rejects(events, because('error', /while it looked at events System$/)),
    ])
  })
  it('ends with the run, with what it was asked', async () => {
    const {api, pid} = opened()
    const before = await pid()
    const hanging = assert.rejects(api.registry('hang'), because('error', /the run is over/))
    door.close()
    await hanging
    while (alive(before)) await sleep(5)
    await assert.rejects(api.registry('later'), because('error', /the run is over/))
  })
  it('that changes Windows is told apart from the one that asks', async () => {
    const does = {process: 'the process that changes Windows', at: 'worked at'}
    door = collector({program, does})
    await assert.rejects(
      door.api.registry('crash'),
      because(
        'error',
        /^the process that changes Windows ended \(0x0000007f\) while it worked at registry crash$/,
      ),
    )
  })
  it('that cannot be started is no crash', async () => {
    door = collector({program: join(import.meta.dirname, 'absent.ts')})
    await assert.rejects(
      door.api.system(),
      because('error', /ended \(0x00000001\) while it looked at system$/),
    )
  })
})
