import assert from 'node:assert/strict'
import {describe, it} from 'node:test'
import {compare} from '../../src/app/diff.ts'
import {replay} from '../../src/app/replay.ts'
import {makeBundle} from '../../src/bundle/make.ts'
import {type Machine, machines} from '../machines.ts'

const all = machines()
const opened = ({record}: Machine) => ({
  record,
  bundle: makeBundle({evidence: record, report: replay(record), pseudonyms: null}),
})
const healthy = opened(all.find(({name}) => name === 'healthy')!)

/** Where each machine's fixture differs from the healthy one is what a comparison must name. */
describe('a healthy machine and a broken one', () => {
  for (const machine of all.filter(({expect}) => Object.keys(expect).length > 0))
    it(`${machine.name}: the same findings differ as fixtures say, each with a reason`, () => {
      const {findings} = compare(healthy, opened(machine))
      const reports = [replay(healthy.record), replay(machine.record)]
      const [before, after] = reports.map((report) => new Map(report.findings.map((f) => [f.check, f.code])))
      const changed = [...after!]
        .filter(([check, code]) => before!.get(check) !== code)
        .map(([check]) => check)
      for (const check of changed) {
        const found = findings.find((finding) => finding.check === check)
        assert.ok(found, `${check} is not told`)
        assert.ok(found.reasons.length > 0, `${check} has no reason`)
      }
    })

  it('a machine and itself: nothing', () => {
    const {findings, others} = compare(healthy, healthy)
    assert.deepEqual([findings, others], [[], []])
  })
})
