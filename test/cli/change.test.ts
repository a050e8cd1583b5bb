import assert from 'node:assert/strict'
import type {ChildProcess} from 'node:child_process'
import {readFileSync} from 'node:fs'
import {describe, it} from 'node:test'
import type {ChangesReport} from '../../src/core/changes.ts'
import {buildLab, type LabState, startLab} from '../../src/lab/index.ts'
import {type WholeState, wholeState} from '../changes/installation.ts'
import {npsmfa} from '../support/doctor.ts'

interface Beside {
  state: LabState
  lab: string
  now(): WholeState
}

/** Beside a lab in this process, in which the server and the tenant can be looked at. */
async function beside(scenario: string, use: (beside: Beside) => Promise<void>): Promise<void> {
  const state = await buildLab(scenario)
  const lab = await startLab(state)
  try {
    await use({
      state,
      lab: `--lab=${lab.address}`,
      now: () => structuredClone(wholeState({machine: state.server, tenant: state.tenant})),
    })
  } finally {
    await lab.close()
  }
}

const renewal = ['setup', '--renew', '--apply', '--yes']

/** The tenant is busy for long, so that a renewal waits in the midst of it. */
function waits({tenant}: LabState): Promise<void> {
  const troubles = [{answer: 'throttled', done: false, retryAfterSeconds: 60} as const]
  tenant.writing.troubles = troubles
  return new Promise((resolve) => {
    const timer = setInterval(() => {
      if (troubles.length > 0) return
      clearInterval(timer)
      resolve()
    }, 20)
  })
}

describe('changes, as they are typed', {concurrency: 2}, () => {
  it('no variable of any flag makes more of a command than its plan', async () => {
    const {commands} = JSON.parse(readFileSync('oclif.manifest.json', 'utf8')) as {
      commands: Record<string, {flags: Record<string, {type: string; options?: string[]}>}>
    }
    const names = Object.entries({...commands.setup!.flags, ...commands.repair!.flags})
    // Their values have a form, and say nothing of doing it.
    const harmless = 'tenant cloud proxy deadline sign-in app-id days bits certificate'.split(' ')
    const all = [...names.map(([name]) => name), 'force', 'auto', 'confirm', 'no-plan']
    for (const value of ['1', 'true'])
      await beside('key-unreadable', async ({lab, now, state}) => {
        const env = Object.fromEntries(
          all
            .filter((name) => !harmless.includes(name))
            .map((name) => [`NPSMFA_${name.toUpperCase().replaceAll('-', '_')}`, value]),
        )
        assert.ok(['NPSMFA_APPLY', 'NPSMFA_YES', 'NPSMFA_UNDO', 'NPSMFA_PRUNE'].every((name) => name in env))
        const before = now()
        for (const [args, code] of [
          [['repair', 'cert.key-acl', lab], 0],
          [['repair', lab], 2],
          [['repair', '--undo', lab], 0],
          [['setup', '--certificate', '0'.repeat(40), lab], 1],
        ] as const) {
          const ran = await npsmfa([...args], {env})
          assert.equal(ran.code, code, `${args}: ${ran.stdout}${ran.stderr}`)
          assert.deepEqual(now(), before)
          assert.equal(state.server.journals, undefined)
        }
      })
  })

  it('Ctrl-C has a renewal taken back, prints that, and ends with 130; another run is refused meanwhile', () =>
    beside('healthy', async ({state, lab, now}) => {
      const before = now()
      const waiting = waits(state)
      let second: Promise<void> | undefined
      const ran = await npsmfa([...renewal, lab], {
        async meanwhile(child) {
          await waiting
          second = npsmfa([...renewal, lab]).then(({code, stdout, stderr}) => {
            assert.deepEqual([code, stdout], [2, ''])
            assert.match(stderr, /^npsmfa: Another run of npsmfa is changing this server now; wait/)
            child.kill('SIGINT')
          })
        },
      })
      await second
      assert.equal(ran.code, 130, ran.stdout + ran.stderr)
      assert.match(ran.stdout, /It did not work, and all was put back as it was: it\s+was\s+interrupted/)
      assert.match(ran.stderr, /^npsmfa: interrupted; what was begun is taken back now/)
      assert.deepEqual(now(), before)
    }))

  it('a second Ctrl-C ends it at once, and the next command says how to go on', () =>
    beside('healthy', async ({state, lab, now}) => {
      const before = now()
      const waiting = waits(state)
      const started = performance.now()
      const ran = await npsmfa([...renewal, lab], {
        async meanwhile(child: ChildProcess) {
          await waiting
          state.latencyMs = 20_000
          child.stderr!.once('data', () => child.kill('SIGINT'))
          child.kill('SIGINT')
        },
      })
      assert.deepEqual([ran.code, ran.stdout], [130, ''])
      assert.ok(performance.now() - started < 20_000)
      state.latencyMs = 0
      const next = await npsmfa([...renewal, lab])
      assert.equal(next.code, 2)
      assert.match(
        next.stderr,
        /was not finished\. Finish it with npsmfa repair --resume --apply, or take it back/,
      )
      const undone = await npsmfa(['repair', '--undo', '--apply', '--yes', '--json', lab])
      const report = JSON.parse(undone.stdout) as ChangesReport
      assert.deepEqual([undone.code, report.state], [0, 'undone'], undone.stdout)
      assert.deepEqual(now(), before)
    }))
})
