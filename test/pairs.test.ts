import assert from 'node:assert/strict'
import {after, describe, it} from 'node:test'
import {diagnose} from '../src/app/diagnose.ts'
import {pairs} from './pairs.ts'

/** Of all pairs so many must be told apart (the single faults: all of them, in scenarios.test.ts, by the program itself). */
const bar = 0.95

describe('two faults at once', {concurrency: 4}, () => {
  const wrong: string[] = []
  it('are at least forty pairs', () => assert.ok(pairs.length >= 40))
  for (const {name, roots} of pairs) {
    it(`${name}: ${roots.join(' ')}`, async (t) => {
      const {report} = await diagnose({lab: name})
      const said = report.rootCauses.map(({code}) => code)
      if (said.join() !== roots.join()) wrong.push(`${name}: said ${said.join(' ')}`)
      if (wrong.length > 0) t.diagnostic(wrong.at(-1)!)
    })
  }
  after(() => assert.ok(wrong.length <= (1 - bar) * pairs.length, wrong.join('\n')))
})
