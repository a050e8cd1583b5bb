import assert from 'node:assert/strict'
import {describe, it} from 'node:test'
import {entry, type LogEntry} from '../../src/logs/entry.ts'
import {namedIn} from '../../src/logs/named.ts'
import {Summarising} from '../../src/logs/summary.ts'

const hour = 3_600_000
const told = (at: number, kind: LogEntry['kind'], user: string, code: string | null = null): LogEntry => ({
  ...entry(at * hour, kind, 'extension'),
  user,
  code,
})
function named(...entries: LogEntry[]) {
  const summarising = new Summarising()
  for (const one of entries) summarising.add(one)
  return namedIn(summarising.end()).map(({cause, failures, where}) => ({
    cause: cause.name,
    count: failures.all!.count,
    people: failures.by.user.size,
    since: where.since / hour,
    lastGood: where.lastGood === null ? null : where.lastGood / hour,
    scope: where.scope,
    told: failures.told,
  }))
}

describe('several codes of one cause', () => {
  it('are one cause, since the first of them', () => {
    assert.deepEqual(
      named(
        told(7, 'accepted', 'alice'),
        told(8, 'failed', 'alice', 'HTTPS_COMMUNICATION_ERROR'),
        told(9, 'failed', 'kim', 'HTTP_CONNECT_ERROR'),
        told(10, 'failed', 'lee', 'HTTPS_COMMUNICATION_ERROR'),
      ),
      [
        {
          cause: 'mfa-service-unreachable',
          count: 3,
          people: 3,
          since: 8,
          lastGood: 7,
          scope: 'all',
          told: 'HTTPS_COMMUNICATION_ERROR',
        },
      ],
    )
  })
  it('but since the last success between them', () => {
    const [cause] = named(
      told(8, 'failed', 'alice', 'HTTPS_COMMUNICATION_ERROR'),
      told(9, 'accepted', 'alice'),
      told(10, 'failed', 'kim', 'HTTP_CONNECT_ERROR'),
    )
    assert.deepEqual([cause?.count, cause?.since, cause?.lastGood], [2, 10, 9])
  })
  it('of several people, each with their own, are told of all of them', () => {
    const all = named(
      told(8, 'rejected', 'alice', 'OathCodeIncorrect'),
      told(9, 'rejected', 'kim', 'SMSAuthFailedWrongCodeEntered'),
    )
    assert.deepEqual(
      all.map(({cause, people}) => [cause, people]),
      [['wrong-code', 2]],
    )
  })
})
