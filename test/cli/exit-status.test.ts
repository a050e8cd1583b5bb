import assert from 'node:assert/strict'
import {existsSync} from 'node:fs'
import {join} from 'node:path'
import {test} from 'node:test'
import {doctor, npsmfa} from '../support/doctor.ts'
import {atLab} from '../support/lab-here.ts'
import {temporaryFolder} from '../support/temp.ts'

/** One scenario for each verdict; the whole table of scenarios is tested elsewhere. */
const verdicts: [scenario: string, args: string[], exit: number, status: string][] = [
  ['healthy', [], 0, 'healthy'],
  ['client-principal-disabled', [], 1, 'red'],
  ['graph-forbidden', [], 3, 'undetermined'],
  ['inspection-trusted', [], 0, 'healthy'],
  ['inspection-trusted', ['--strict'], 1, 'red'],
  ['healthy', ['--strict'], 0, 'healthy'],
  ['client-principal-disabled', ['--skip', 'tenant', '--skip', 'token'], 0, 'healthy'],
  ['client-principal-disabled', ['--skip', 'tenant,token'], 0, 'healthy'],
  ['client-principal-disabled', ['--only', 'endpoints', '--only', 'clock.skew'], 0, 'healthy'],
  ['client-principal-disabled', ['--only', 'endpoints,clock.skew'], 0, 'healthy'],
]

for (const [scenario, args, exit, status] of verdicts)
  test(`${scenario} ${args.join(' ')}: exit ${exit}, in every format`, async () => {
    const lab = await atLab(scenario)
    const {report} = await doctor([lab, ...args])
    assert.deepEqual([report.status, report.exit], [status, exit])
    const text = await npsmfa(['doctor', lab, ...args])
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

test('what is typed outranks variables that speak of another installation', async () => {
  const none = join(temporaryFolder(), 'none')
  const bundle = `${none}.json`
  const env = {
    NPSMFA_PFX: none,
    NPSMFA_CERT: none,
    NPSMFA_TENANT: 'fabrikam.com',
    NPSMFA_LDAP: 'ldaps://dc9.fabrikam.com',
    NPSMFA_GRAPH_TOKEN: 'of-another-tenant',
    NPSMFA_FORMAT: 'nagios',
  }
  const made = await npsmfa(['bundle', 'create', bundle, '--lab'], {env})
  assert.equal(made.code, 0, made.stderr)
  const live = await npsmfa(['doctor', '--lab', '--json'], {env})
  assert.equal(live.code, 0, live.stderr)
  const asked = {NPSMFA_USER: 'zoe@fabrikam.com', NPSMFA_WAIT: '5m', NPSMFA_BUNDLE: `${none}.gz`}
  const replayed = await npsmfa(['doctor', '--from', bundle, '--json'], {env: {...env, ...asked}})
  assert.equal(replayed.code, 0, replayed.stderr)
  assert.ok(!existsSync(`${none}.gz`))
  const typed = await npsmfa(['doctor', '--from', bundle, '--pfx', none])
  assert.equal(typed.code, 2)
  const pfx = await npsmfa(['doctor', '--pfx', none], {env: {NPSMFA_CERT: none, NPSMFA_KEY: none}})
  assert.match(pfx.stderr, /given by --pfx cannot be read/)
})

test('a message about a value from a variable names the variable', async () => {
  const {code, stderr} = await npsmfa(['doctor'], {env: {NPSMFA_PFX: '/no/such.pfx'}})
  assert.equal(code, 2)
  assert.match(stderr, /given by NPSMFA_PFX cannot be read/)
})

test('NPSMFA_JSON is read by whatever prints JSON', async () => {
  for (const args of [['explain', '-895352831'], ['list'], ['lab', 'list']]) {
    const {stdout} = await npsmfa(args, {env: {NPSMFA_JSON: 'true'}})
    assert.doesNotThrow(() => JSON.parse(stdout), args.join(' '))
  }
})
