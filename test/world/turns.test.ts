import assert from 'node:assert/strict'
import {test} from 'node:test'
import {graphAt} from '../../src/world/entra/graph.ts'
import type {Route} from '../../src/world/net/network.ts'

test('at most eight Graph requests are under way at a time, and all are made', async () => {
  let now = 0
  let most = 0
  let made = 0
  const lookup = async () => {
    most = Math.max(most, ++now)
    await new Promise((done) => setTimeout(done, 5))
    now--
    made++
    throw new Error('no network here')
  }
  const route = {
    names: {resolver: 'none', lookup},
    proxyFor: () => null,
    portOf: () => 443,
  } as unknown as Route
  const graph = graphAt(route, 'graph.example', async () => 'token')
  const asking = Array.from({length: 50}, () =>
    graph.get('/x', 'none', AbortSignal.timeout(5000)).catch(() => {}),
  )
  await Promise.all(asking)
  assert.equal(most, 8)
  assert.equal(made, 50)
})
