import assert from 'node:assert/strict'
import {test} from 'node:test'
import {doctor, npsmfa} from '../support/doctor.ts'

/** One scenario for each verdict; the whole table of scenarios is tested elsewhere. */
const verdicts: [scenario: string, args: string[], exit: number, status: string][] = [
  ['healthy', [], 0, 'healthy'],
  ['client-principal-disabled', [], 1, 'red'],
  ['graph-forbidden', [], 3, 'undetermined'],
  ['inspection-trusted', [], 0, 'healthy'],
  ['inspection-trusted', ['--strict'], 1, 'red'],
  ['healthy', ['--strict'], 0, 'healthy'],
  ['client-principal-disabled', ['--skip', 'tenant', '--skip', 'token'], 0, 'healthy'],
  ['client-principal-disabled', ['--only', 'endpoints', '--only', 'clock.skew'], 0, 'healthy'],
]

for (const [scenario, args, exit, status] of verdicts)
  test(`${scenario} ${args.join(' ')}: exit ${exit}, in every format`, async () => {
    const {report} = await doctor([`--lab=${scenario}`, ...args])
    assert.deepEqual([report.status, report.exit], [status, exit])
    const text = await npsmfa(['doctor', `--lab=${scenario}`, ...args])
    assert.deepEqual([text.code, text.stderr], [exit, ''])
    assert.match(text.stdout, new RegExp(`\\(exit ${exit}\\)\\n$`))
  })

test('--strict and --json may come from the environment; --lab, --only and --skip must be typed', async () => {
  const env = {
    NPSMFA_STRICT: 'true',
    NPSMFA_JSON: '1',
    NPSMFA_LAB: 'clock-ahead',
    NPSMFA_ONLY: 'user',
    NPSMFA_SKIP: 'endpoints',
  }
  const {code, stdout} = await npsmfa(['doctor', '--lab=inspection-trusted'], {env})
  assert.equal(code, 1)
  const report = JSON.parse(stdout)
  assert.equal(report.rootCauses[0].code, 'endpoints.login/intercepted-trusted')
})
