import assert from 'node:assert/strict'
import {test} from 'node:test'
import {answers} from '../../src/lab/nps/answers.ts'
import {sessions} from '../../src/lab/nps/sessions.ts'

const session = {name: 'alice', id: '1', url: new URL('https://mfa.example/')}

test('a challenge is answered once, by whom it was made for, within three minutes', () => {
  let now = 0
  const open = sessions(() => new Date(now))
  const begin = () => open.begin('alice', session)
  const [once, others, late] = [begin(), begin(), begin()]
  assert.equal(open.end(once, 'alice'), session)
  assert.equal(open.end(once, 'alice'), null)
  assert.equal(open.end(others, 'bob'), null)
  assert.equal(open.end(Buffer.from('never given'), 'alice'), null)
  now = 180_001
  assert.equal(open.end(late, 'alice'), null)
})

test('a thousand challenges are remembered, the newest', () => {
  const open = sessions(() => new Date(0))
  const states = Array.from({length: 1_001}, () => open.begin('alice', session))
  assert.equal(open.end(states[0]!, 'alice'), null)
  assert.equal(open.end(states[1]!, 'alice'), session)
})

const request = (identifier: number, first = 0) => ({
  ...{code: 1, identifier, attributes: []},
  authenticator: Buffer.of(first, ...Buffer.alloc(15)),
})
const nas = {address: '127.0.0.1', port: 1}

test('a request is known by where it comes from, its number and its authenticator, until ten seconds after its answer', () => {
  let now = 0
  const given = answers(() => now)
  assert.equal(given.duplicate(nas, request(1)), null)
  assert.deepEqual(given.duplicate(nas, request(1))?.reply, null)
  for (const other of [request(2), request(1, 7)]) assert.equal(given.duplicate(nas, other), null)
  assert.equal(given.duplicate({...nas, port: 2}, request(1)), null)
  now = 60_000
  assert.deepEqual(given.duplicate(nas, request(1))?.reply, null, 'still being looked at')
  given.answered(nas, request(1), Buffer.from('reply'))
  now += 9_999
  assert.equal(given.duplicate(nas, request(1))?.reply?.toString(), 'reply')
  now += 2
  assert.equal(given.duplicate(nas, request(1)), null)
  given.discarded(nas, request(1))
  assert.equal(given.duplicate(nas, request(1)), null, 'what was discarded is looked at again')
})

test('no more than a thousand requests are taken on', () => {
  const given = answers(() => 0)
  for (let i = 0; i < 1_000; i++) assert.equal(given.duplicate({...nas, port: i}, request(1)), null)
  assert.deepEqual(given.duplicate({...nas, port: 1_000}, request(1)), {reply: null})
})
