import assert from 'node:assert/strict'
import {test} from 'node:test'
import {pause, until} from '../../src/core/until.ts'

const waiting = (signal: AbortSignal) => ({waitingFor: 'the key', signal, pauseMs: 5})

test('attempts until there is a value, and gives it', async () => {
  let attempts = 0
  const value = await until(waiting(AbortSignal.timeout(5000)), async () =>
    ++attempts === 3 ? 'here' : null,
  )
  assert.deepEqual([value, attempts], ['here', 3])
})

test('ends with the deadline, and says what did not come', async () => {
  const none = until(waiting(AbortSignal.timeout(40)), async () => null)
  await assert.rejects(none, {
    name: 'CannotKnow',
    why: 'timeout',
    message: /^the key did not come within \d+ s$/,
  })
})

test('what an attempt rejects with is not tried again', async () => {
  let attempts = 0
  const broken = until(waiting(AbortSignal.timeout(5000)), async () => {
    attempts++
    throw new Error('broken')
  })
  await assert.rejects(broken, /broken/)
  assert.equal(attempts, 1)
})

test('an abort ends a pause at once, and leaves no listener behind', async () => {
  const ending = new AbortController()
  const long = pause(60_000, ending.signal)
  ending.abort()
  await long
  await pause(60_000, ending.signal)
})
