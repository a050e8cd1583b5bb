import assert from 'node:assert/strict'
import {join} from 'node:path'
import {test} from 'node:test'
import type {LabState} from '../../src/lab/index.ts'
import {npsmfa} from '../support/doctor.ts'
import {besideLab} from '../support/lab-process.ts'
import {temporaryFolder} from '../support/temp.ts'

const folder = temporaryFolder()
const tries = (stderr: string) => stderr.match(/^npsmfa: .+ Looking again in /gm)?.length ?? 0

/** The tenant of a lab, in which both applications are enabled. */
const cured = ({tenant}: LabState): Partial<LabState> => ({
  tenant: {
    ...tenant,
    principals: tenant.principals.map((principal) => ({...principal, accountEnabled: true})),
  },
})

test('--wait ends as soon as a cure has arrived, with the report of that', async () => {
  await besideLab(
    async ({address, state, become}) => {
      const {code, stdout, stderr, ms} = await npsmfa(
        ['check', 'tenant', 'token', `--lab=${address}`, '--wait', '40s', '--json'],
        {meanwhile: () => setTimeout(() => become(cured(state)), 2500)},
      )
      assert.equal(code, 0, stderr)
      assert.equal(JSON.parse(stdout).status, 'healthy')
      assert.match(stderr, /^npsmfa: red: The application “Azure Multi-Factor Auth Client” is disabled/)
      assert.equal(tries(stderr), 1)
      assert.ok(ms < 20_000, `${ms} ms`)
    },
    () => {},
    'client-principal-disabled',
  )
})

test('--wait gives up when its time is over, and tells what is wrong then', async () => {
  const {code, stdout, stderr, ms} = await npsmfa(['check', 'token', '--lab=client-principal-disabled'], {
    env: {NPSMFA_WAIT: '3s'},
  })
  assert.equal(code, 1)
  assert.match(stdout, /token\.acquired\/client-disabled[\s\S]+\(exit 1\)\n$/)
  assert.equal(tries(stderr), 1)
  assert.ok(ms >= 3000 && ms < 15_000, `${ms} ms`)
})

test('what is healthy is not waited for', async () => {
  const {code, stderr, ms} = await npsmfa(['check', 'clock', '--lab', '--wait', '20s'])
  assert.deepEqual([code, stderr], [0, ''])
  assert.ok(ms < 18_000, `${ms} ms`)
})

test('--wait does not try a refused password again, which would lock its account', async () => {
  const {code, stderr, ms} = await npsmfa([
    'check',
    'directory',
    '--lab=directory-wrong-password',
    '--wait',
    '20s',
  ])
  assert.equal(code, 3)
  assert.match(stderr, /^npsmfa: Not waiting: .+ could lock an account\.\n$/)
  assert.ok(ms < 18_000, `${ms} ms`)
})

test('Ctrl-C ends the waiting', async () => {
  let sent = 0
  const {code, stdout} = await npsmfa(
    ['check', 'token', '--lab=client-principal-disabled', '--wait', '20s'],
    {
      meanwhile: (child) =>
        child.stderr!.once('data', () => {
          sent = performance.now()
          setTimeout(() => child.kill('SIGINT'), 300)
        }),
    },
  )
  assert.deepEqual([code, stdout], [130, ''])
  assert.ok(performance.now() - sent < 2000)
})

test('--wait says what it does not go together with', async () => {
  const bundle = join(folder, 'case.json')
  await npsmfa(['bundle', 'create', bundle, '--lab'])
  for (const [args, says] of [
    [['--from', bundle, '--wait', '5m'], /do not go together.+--wait/],
    [['--wait', '5h'], /no length of time.+--wait as 45s/],
    [['--wait', '5m', '--sign-in', 'device'], /--sign-in device asks a person each time/],
  ] as const) {
    const {code, stderr} = await npsmfa(['doctor', ...args])
    assert.equal(code, 2)
    assert.match(stderr, says)
  }
})
