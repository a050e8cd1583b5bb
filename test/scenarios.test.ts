import assert from 'node:assert/strict'
import {describe, it} from 'node:test'
import {Ajv} from 'ajv'
import type {Report} from '../src/core/report.ts'
import {checks} from '../src/found.ts'
import {buildLab, scenarios, startLab} from '../src/lab/index.ts'
import {codeOf} from '../src/logs/causes/cause.ts'
import {logCauses} from '../src/logs/signals.ts'
import {reportSchema} from './report-schema.ts'
import {doctor} from './support/doctor.ts'

const conforms = new Ajv({allErrors: true, strictTypes: false}).compile<Report>(reportSchema)

describe('a doctor and a lab that share nothing but an address', {concurrency: 2}, () => {
  for (const {name, code, exit} of scenarios) {
    it(`${name}: ${code ?? 'no root cause'}, exit ${exit}`, async () => {
      // In this process, and the doctor in one of its own.
      const lab = await startLab(await buildLab(name))
      assert.ok(!(await (await fetch(lab.address)).text()).includes(name), 'the lab tells its scenario')
      const {report, code: exited} = await doctor([`--lab=${lab.address}`]).finally(() => lab.close())
      assert.ok(conforms(report), JSON.stringify(conforms.errors))
      const roots = report.rootCauses.map((root) => root.code)
      assert.equal(roots[0] ?? null, code, `roots: ${roots.join(' ')}`)
      assert.equal(exited, exit)
      assert.equal(report.exit, exit)
      // A single fault has a single root: no consequence is promoted to one.
      assert.deepEqual(roots.slice(1), [])
    })
  }
})

describe('the scenarios', () => {
  it('are at least twelve single faults and the healthy installation, each with a code that exists', () => {
    assert.ok(scenarios.length >= 13)
    const codes = checks.flatMap((check) =>
      Object.keys(check.outcomes).map((ending) => `${check.id}/${ending}`),
    )
    codes.push(...Object.values(logCauses).map(codeOf))
    for (const {name, code} of scenarios) assert.ok(code === null || codes.includes(code), `${name}: ${code}`)
    assert.equal(scenarios.filter((s) => s.code === null && s.exit === 0 && s.name === 'healthy').length, 1)
  })
})
