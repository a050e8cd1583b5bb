import assert from 'node:assert/strict'
import {describe, it} from 'node:test'
import {CannotKnow} from '../../src/core/evidence.ts'
import {defineFact, type Fact} from '../../src/core/fact.ts'
import {gather} from '../../src/core/gather.ts'
import type {AnyProbe} from '../../src/core/probe.ts'

const shape = {'~standard': {validate: (value: unknown) => ({value})}} as Fact<unknown>['shape']
const fact = (key: string, per: 'run' | 'user' = 'run') =>
  defineFact<unknown>({key, about: `the ${key}`, per, shape})
type P = AnyProbe<null>
const probe = (of: Fact<unknown>, look: P['look'], more: Partial<P> = {}): P => ({
  fact: of,
  via: 'test',
  needs: {},
  look,
  ...more,
})
const going = (probes: P[], signal = new AbortController().signal) => ({
  probes,
  world: null,
  platform: 'linux',
  as: 'me',
  signal,
})
const wait = (ms: number) => new Promise((done) => setTimeout(done, ms))

const [a, b, c] = [fact('a'), fact('b'), fact('c')]

describe('gather', () => {
  it('learns each fact once, however many ask for it, and for each user apart', async () => {
    let looks = 0
    const mine = fact('mine', 'user')
    const probes = [
      probe(a, async () => ++looks),
      probe(b, async ({a: x}) => x, {needs: {a}}),
      probe(c, async ({a: x}) => x, {needs: {a}}),
      probe(mine, async (_k, _w, _s, user) => user),
    ]
    const record = await gather([a, b, c, mine], ['x@y', 'z@y'], going(probes))
    assert.equal(looks, 1)
    assert.deepEqual(Object.keys(record), ['a', 'b', 'c', 'mine x@y', 'mine z@y'])
    assert.equal(record['mine z@y']?.known && record['mine z@y'].value, 'z@y')
  })
  it('learns in parallel', async () => {
    const slow = [a, b, c].map((of) => probe(of, () => wait(300)))
    const started = performance.now()
    await gather([a, b, c], [], going(slow))
    assert.ok(performance.now() - started < 850)
  })
  it('records why a fact is not known, and what that blocks', async () => {
    const probes = [
      probe(a, async () => {
        throw new CannotKnow('denied', 'grant X')
      }),
      probe(b, async () => 1, {needs: {a}}),
      probe(c, async () => {
        throw new TypeError('oops')
      }),
    ]
    const record = await gather([a, b, c, fact('d')], [], going(probes))
    assert.deepEqual(record.a, {known: false, why: 'denied', detail: 'grant X'})
    assert.deepEqual(record.b, {known: false, why: 'blocked', root: 'denied', by: 'a', detail: 'grant X'})
    assert.deepEqual(record.c, {known: false, why: 'error', detail: 'test failed: oops'})
    assert.equal(!record.d?.known && record.d?.why, 'unsupported')
  })
  it('goes on to the next way, the platform’s own first, and keeps the most telling failure', async () => {
    const order: string[] = []
    const failing =
      (name: string, why: 'not-asked' | 'error'): P['look'] =>
      async () => {
        order.push(name)
        throw new CannotKnow(why, name)
      }
    const ways = [
      probe(a, failing('any', 'not-asked')),
      probe(a, failing('own', 'error'), {on: ['linux']}),
      probe(a, failing('other', 'error'), {on: ['win32']}),
    ]
    const record = await gather([a], [], going(ways))
    assert.deepEqual(order, ['own', 'any'])
    assert.equal(!record.a?.known && record.a?.detail, 'own')
  })
  it('gives a look its own deadline and says what was waited for', async () => {
    const never = probe(a, () => new Promise(() => {}), {timeoutMs: 60})
    const started = performance.now()
    const record = await gather([a], [], going([never]))
    assert.ok(performance.now() - started < 500)
    assert.equal(!record.a?.known && record.a?.why, 'timeout')
    assert.match((record.a as {detail: string}).detail, /the a: no answer within 0.06 s/)
  })
  it('ends all looks with the run, and takes what a look hands over when it is stopped', async () => {
    const stop = new AbortController()
    const probes = [
      probe(a, () => new Promise(() => {})),
      probe(
        b,
        (_k, _w, signal) => new Promise((done) => signal.addEventListener('abort', () => done('half'))),
      ),
    ]
    setTimeout(() => stop.abort(), 50)
    const record = await gather([a, b], [], going(probes, stop.signal))
    assert.equal(!record.a?.known && record.a?.why, 'timeout')
    assert.equal(record.b?.known && record.b.value, 'half')
  })
  it('tells what is under way', async () => {
    const told: string[] = []
    await gather([a], [], {...going([probe(a, () => wait(10))]), onProgress: (w) => told.push(w.join())})
    assert.deepEqual(told, ['the a', ''])
  })
})
