import assert from 'node:assert/strict'
import {describe, it} from 'node:test'
import type {Status} from '../../src/core/outcome.ts'
import {type Finding, verdict} from '../../src/core/report.ts'

const findings = (...statuses: Status[]) => statuses.map((status) => ({status}) as Finding)

describe('the verdict', () => {
  for (const [statuses, strict, status, exit] of [
    [['pass', 'skip'], false, 'healthy', 0],
    [['pass', 'warn'], false, 'healthy', 0],
    [['pass', 'warn'], true, 'red', 1],
    [['warn', 'unknown'], false, 'undetermined', 3],
    [['warn', 'unknown'], true, 'red', 1],
    [['unknown', 'fail'], false, 'red', 1],
    [['skip', 'skip'], false, 'undetermined', 3],
    [[], false, 'undetermined', 3],
  ] as const) {
    it(`${statuses.join(' + ') || 'nothing'}${strict ? ', strict' : ''} is ${status}, exit ${exit}`, () => {
      assert.deepEqual(verdict(findings(...statuses), strict), {status, exit})
    })
  }
})
