import assert from 'node:assert/strict'
import {execFile} from 'node:child_process'
import {after, describe, it} from 'node:test'
import type {Report} from '../src/core/report.ts'
import {pairs} from './pairs.ts'

/** Of all pairs so many must be told apart (the single faults: all of them, in scenarios.test.ts). */
const bar = 0.95

const doctor = (lab: string): Promise<Report> =>
  new Promise((resolve) => {
    const asked = ['bin/run.js', 'doctor', `--lab=${lab}`, '--json']
    execFile(process.execPath, asked, {maxBuffer: 1e7}, (_error, out) => resolve(JSON.parse(out) as Report))
  })

describe('two faults at once', {concurrency: 2}, () => {
  const wrong: string[] = []
  it('are at least forty pairs', () => assert.ok(pairs.length >= 40))
  for (const {name, roots} of pairs) {
    it(`${name}: ${roots.join(' ')}`, async (t) => {
      const report = await doctor(name)
      const said = report.rootCauses.map(({code}) => code)
      if (said.join() !== roots.join()) wrong.push(`${name}: said ${said.join(' ')}`)
      if (wrong.length > 0) t.diagnostic(wrong.at(-1)!)
    })
  }
  after(() => assert.ok(wrong.length <= (1 - bar) * pairs.length, wrong.join('\n')))
})
