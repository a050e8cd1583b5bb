import assert from 'node:assert/strict'
import {type ChildProcess, execFile, spawn} from 'node:child_process'
import {describe, it} from 'node:test'
import {Ajv} from 'ajv'
import type {Report} from '../src/core/report.ts'
import {checks} from '../src/found.ts'
import {scenarios} from '../src/lab/index.ts'
import {codeOf} from '../src/logs/causes/cause.ts'
import {logCauses} from '../src/logs/signals.ts'
import {reportSchema} from './report-schema.ts'

const conforms = new Ajv({allErrors: true, strictTypes: false}).compile<Report>(reportSchema)

/** A lab in a process of its own; all that the doctor gets of it is the address it prints. */
function startLab(scenario: string): Promise<{process: ChildProcess; address: string}> {
  const process_ = spawn(process.execPath, ['bin/run.js', 'lab', scenario], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  return new Promise((resolve, reject) => {
    let printed = ''
    process_.stdout.on('data', (chunk) => {
      printed += chunk
      const address = /--lab=(http:\/\/\S+)/.exec(printed)?.[1]
      if (address) resolve({process: process_, address})
    })
    process_.once('exit', (code) => reject(new Error(`the lab ended with ${code}`)))
  })
}

const doctor = (address: string): Promise<{exit: number; report: Report}> =>
  new Promise((resolve) => {
    execFile(
      process.execPath,
      ['bin/run.js', 'doctor', `--lab=${address}`, '--json'],
      {maxBuffer: 1e7},
      (error, stdout) =>
        resolve({exit: error ? Number(error.code) : 0, report: JSON.parse(stdout) as Report}),
    )
  })

describe('a doctor and a lab that share nothing but an address', {concurrency: 2}, () => {
  for (const {name, code, exit} of scenarios) {
    it(`${name}: ${code ?? 'no root cause'}, exit ${exit}`, async () => {
      const lab = await startLab(name)
      assert.ok(!(await (await fetch(lab.address)).text()).includes(name), 'the lab tells its scenario')
      const answer = await doctor(lab.address).finally(() => lab.process.kill('SIGINT'))
      const {report} = answer
      assert.ok(conforms(report), JSON.stringify(conforms.errors))
      const roots = report.rootCauses.map((root) => root.code)
      assert.equal(roots[0] ?? null, code, `roots: ${roots.join(' ')}`)
      assert.equal(answer.exit, exit)
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
