import assert from 'node:assert/strict'
import {describe, it} from 'node:test'
import {diagnose, replay} from '../../src/index.ts'

describe('the logs of single sign-ins that could not be read', async () => {
  const {record} = await diagnose({lab: 'monday-secret'})
  const without = (why: 'timeout' | 'unsupported') =>
    replay({...record, 'sign-in-log': {known: false, why, detail: 'no answer within 5 s'}})
  it('show what the events alone do not', () => assert.equal(replay(record).status, 'red'))
  it('leave open whether anything is wrong', () => {
    const {status, exit, findings} = without('timeout')
    assert.deepEqual([status, exit], ['undetermined', 3])
    const {status: told, message} = findings.find(({check}) => check === 'events.recent-errors')!
    assert.deepEqual([told, message], ['unknown', 'no answer within 5 s'])
  })
  it('are no trouble where there are none', () => assert.equal(without('unsupported').status, 'healthy'))
})

it('nothing that was looked at is nothing that is healthy', () => {
  const {status, exit, findings} = replay({})
  assert.ok(findings.every((finding) => finding.status === 'skip'))
  assert.deepEqual([status, exit], ['undetermined', 3])
})

it('a selection that leaves nothing is refused', () =>
  assert.rejects(diagnose({lab: 'healthy', only: ['cert'], skip: ['cert']}), /leave no check/))
