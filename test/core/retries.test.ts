import assert from 'node:assert/strict'
import {describe, it} from 'node:test'
import {retriesOf} from '../../src/core/retries.ts'
import type {Response} from '../../src/world/http.ts'
import {persist} from '../../src/world/persist.ts'

const answering = (...statuses: number[]) => {
  let asked = 0
  const once = async () =>
    ({
      status: statuses[Math.min(asked++, statuses.length - 1)],
      headers: {'retry-after': '0'},
    }) as unknown as Response
  return {once, asked: () => asked}
}

describe('trying again', () => {
  it('goes on while the server is busy, counts it, and stops after three', async () => {
    const {signal} = new AbortController()
    assert.equal((await persist(answering(429, 503, 200).once, 'x', signal)).status, 200)
    assert.equal(retriesOf(signal), 2)
    const stubborn = answering(429)
    assert.equal((await persist(stubborn.once, 'x', new AbortController().signal)).status, 429)
    assert.equal(stubborn.asked(), 4)
  })
  it('does not repeat what will not change', async () => {
    for (const status of [200, 400, 401, 403, 404, 500]) {
      const {once, asked} = answering(status, 200)
      await persist(once, 'x', new AbortController().signal)
      assert.equal(asked(), 1, String(status))
    }
  })
  it('does not wait beyond the look’s own time', async () => {
    const once = async () => ({status: 429, headers: {'retry-after': '120'}}) as unknown as Response
    const started = performance.now()
    await assert.rejects(persist(once, 'Graph', AbortSignal.timeout(50)), {
      why: 'timeout',
      message: /Graph is busy and asked to wait 120 s/,
    })
    assert.ok(performance.now() - started < 1000)
  })
})
