import assert from 'node:assert/strict'
import {after, before, test} from 'node:test'
import {Ajv} from 'ajv'
import {schemas} from '../../scripts/schemas.ts'
import type {ChallengeReport} from '../../src/core/challenge.ts'
import {npsmfa} from '../support/doctor.ts'
import {type LabProcess, labProcess} from '../support/lab-process.ts'
import {atTerminal} from '../support/terminal.ts'

const user = 'alice@contoso.example'
let lab: LabProcess | null = null
before(async () => {
  lab = await labProcess('healthy', (state) => {
    state.secondFactor.afterMs = 200
  })
})
after(() => lab!.stop())

const asking = (...more: string[]) => ['challenge', `--lab=${lab!.address}`, '--user', user, ...more]
const conforms = new Ajv({allErrors: true, strictTypes: false}).compile(schemas()['challenge-1.json']!)

test('asks, waits, and tells what the service decided; for scripts as npsmfa.challenge/1', async () => {
  const told = await npsmfa(asking('--yes', '--method', 'push'))
  assert.equal(told.code, 0, told.stderr)
  assert.equal(told.stderr, '')
  assert.match(told.stdout, /✔ Accepted: the MFA service has alice@contoso\.example’s second factor/)
  assert.match(
    told.stdout,
    /Step by step\n {2}token +\d+ ms\n.+Success\n.+Success\n {2}waiting for the user .+Success/,
  )
  const json = await npsmfa(asking('--yes', '--method', 'call', '--json'))
  const report = JSON.parse(json.stdout) as ChallengeReport
  assert.ok(conforms(report), JSON.stringify(conforms.errors))
  assert.deepEqual([json.code, report.exit, report.method], [0, 0, 'TwoWayVoiceMobile'])
})

test('a refusal is exit 1, names its cause and who must act', async () => {
  lab!.become({secondFactor: {answer: 'denies', afterMs: 0, code: '1'}})
  const {code, stdout} = await npsmfa(asking('--yes'))
  assert.equal(code, 1)
  assert.match(
    stdout,
    /✖ Refused for alice@contoso\.example .+: the user refused the\s+prompt \(PhoneAppDenied\)/,
  )
  assert.match(stdout, /What may be behind it\n {2}• The user refused the prompt.+\n +Who acts: +the user/)
})

test('without a terminal nobody is asked unless --yes says so, and no variable says it', async () => {
  const {code, stderr, stdout} = await npsmfa(asking(), {env: {NPSMFA_YES: '1'}})
  assert.deepEqual([code, stdout], [2, ''])
  assert.match(stderr, /--yes/)
})

test('at a terminal it asks first, and a No asks nobody', async () => {
  const no = await atTerminal(asking(), [['Go on? [y/N] ', 'n']])
  assert.equal(no.status, 3)
  assert.match(no.screen, /a phone will ring\. Go on\?.*Nobody was asked\./s)
  assert.doesNotMatch(no.screen, /Step by step/)
})

test('Ctrl-C while the user is waited for ends at once', async () => {
  lab!.become({secondFactor: {answer: 'ignores', afterMs: 0, code: '1'}})
  const {code, stdout} = await npsmfa(asking('--yes', '--method', 'call'), {
    meanwhile: (child) => setTimeout(() => child.kill('SIGINT'), 1_500),
  })
  assert.deepEqual([code, stdout], [130, ''])
})
