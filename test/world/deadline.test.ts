import assert from 'node:assert/strict'
import {execFileSync} from 'node:child_process'
import {join} from 'node:path'
import {describe, test} from 'node:test'
import type {LabState} from '../../src/lab/index.ts'
import {doctor, npsmfa} from '../support/doctor.ts'
import {besideLab} from '../support/lab-process.ts'
import {temporaryFolder} from '../support/temp.ts'

const dark: [what: string, change: (state: LabState) => void][] = [
  [
    'the name server is silent',
    (state) => {
      for (const host of state.hosts) host.dns = 'silent'
    },
  ],
  [
    'every host is a black hole',
    (state) => {
      for (const host of state.hosts) host.tcp = 'silent'
      state.directory.behaviour = 'silent'
    },
  ],
  [
    'every host keeps silent after the handshake',
    (state) => {
      for (const host of state.hosts) host.http = 'silent'
      state.directory.behaviour = 'silent'
    },
  ],
  [
    'every host sends headers without end',
    (state) => {
      for (const host of state.hosts) host.http = 'endless-headers'
      state.directory.behaviour = 'starttls-silent'
      state.directory.transport = 'starttls'
    },
  ],
  [
    'Graph asks to wait for a year',
    (state) => {
      state.tenant.throttle = {times: 9, retryAfterSeconds: 31_536_000}
    },
  ],
]

/** Starting Node.js and reading the bundle is no part of the run; beside other tests it takes longer than the half second. */
const startUpMs = 3_000

describe('the doctor ends within its deadline and half a second, with all it has learnt', {
  concurrency: 2,
}, () => {
  for (const [what, change] of dark)
    for (const seconds of [1, 3])
      test(`${what}, --deadline ${seconds}s`, async () => {
        await besideLab(async ({address}) => {
          const users = ['--user', 'alice@contoso.example', '--user', 'kim@contoso.example']
          const {report, ms, code} = await doctor([`--lab=${address}`, '--deadline', `${seconds}s`, ...users])
          assert.ok(report.tookMs <= seconds * 1000 + 500, `${report.tookMs} ms`)
          assert.ok(ms <= seconds * 1000 + 500 + startUpMs, `${ms} ms with the start of Node.js`)
          const {stdout} = await npsmfa(['list', '--json'])
          for (const {id} of JSON.parse(stdout) as {id: string}[])
            assert.ok(
              report.findings.some(({check}) => check === id),
              id,
            )
          assert.ok(code === 1 || code === 3, `exit ${code}`)
          assert.ok(report.findings.some(({status}) => status === 'unknown' || status === 'fail'))
        }, change)
      })
})

test('a network that is only slow is not called broken when the deadline is short', async () => {
  await besideLab(
    async ({address}) => {
      for (const deadline of ['250ms', '500ms', '700ms']) {
        const {report} = await doctor([`--lab=${address}`, '--deadline', deadline])
        assert.deepEqual([report.exit, report.rootCauses], [3, []], deadline)
      }
      const patient = await doctor([`--lab=${address}`])
      assert.equal(patient.report.exit, 0)
    },
    (state) => {
      state.latencyMs = 400
    },
  )
})

test('a getaddrinfo that hangs holds neither the run nor the process', {
  skip: process.platform === 'win32',
}, async () => {
  const fifo = join(temporaryFolder(), 'fifo')
  execFileSync('mkfifo', [fifo])
  const preload = join(import.meta.dirname, '../support/hanging-lookup.cjs')
  const env = {NODE_OPTIONS: `--require ${preload}`, TEST_FIFO: fifo}
  const {report, ms} = await doctor(['--deadline', '1s'], {env})
  assert.ok(report.tookMs >= 1000, `${report.tookMs} ms: nothing hung`)
  assert.ok(report.tookMs <= 1500 && ms <= 1500 + startUpMs, `${report.tookMs} ms, ${ms} ms`)
  assert.ok(report.exit === 1 || report.exit === 3)
  // With the environment of each, since other tests look up names at the same time.
  const left = execFileSync('ps', ['axeww', '-o', 'args='], {encoding: 'utf8', maxBuffer: 1e8}).split('\n')
  assert.ok(!left.some((line) => line.includes('resolver-child') && line.includes(fifo)))
})
