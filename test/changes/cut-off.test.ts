import assert from 'node:assert/strict'
import {describe, it} from 'node:test'
import {UsageError} from '../../src/core/usage-error.ts'
import {referenceTo} from '../../src/world/windows/changes/own-keys.ts'
import {WindowsFailure} from '../../src/world/windows/failure.ts'
import {vendorKey} from '../../src/world/windows/memory.ts'
import type {Step} from '../support/fault.ts'
import {fileWindows} from '../support/file-windows.ts'
import {temporaryFolder} from '../support/temp.ts'
import {undisturbed} from './killing.ts'
import {beside, ended, failing, type Server} from './server.ts'

const folder = temporaryFolder()

/** Does something else in the place of one step, or before it. */
function atStep(at: number, what: () => void): Step {
  let taken = 0
  return async (step) => {
    if (++taken === at) what()
    return step()
  }
}

const isRefused = (sentence: RegExp) => (error: Error) => {
  assert.ok(error instanceof UsageError, String(error))
  assert.match(error.message, sentence)
  return true
}

describe('a run that is cut off', {concurrency: 2}, () => {
  it('by any step that fails: all is as it was, or is so when it is taken back', () =>
    beside(folder, 'healthy', async (server) => {
      const {steps, start} = (await undisturbed(server, 'renew'))!
      const states = new Set<string>()
      for (let at = 1; at <= steps; at++) {
        server.put(start)
        let taken = 0
        const step: Step = async (what) => {
          const isDue = ++taken === at
          if (isDue && at % 2 === 0) throw new WindowsFailure('TestFault', 31)
          const result = await what()
          if (isDue) throw new WindowsFailure('TestFault', 31)
          return result
        }
        const report = await server.does('renew', {step})
        states.add(report.state)
        assert.equal(report.exit, 1, `step ${at}`)
        if (report.state === 'half-done') {
          assert.match(report.verdict, /^It stopped half-way: .*--resume --apply, or take it back/)
          assert.ok(report.left.length > 0)
          ended(await server.does('undo'), ['undone', 0], /as it was before/)
        }
        assert.deepEqual(server.now(), server.before, `step ${at}: ${report.verdict}`)
        const state = server.journal()?.state
        // A journal whose first write is in doubt may be there, and says that nothing was begun, or that it may have.
        if (state === 'applying') ended(await server.does('undo'), ['undone', 0], /as it was before/)
        else assert.ok(state === undefined || state === 'undone', `step ${at}: ${state}`)
      }
      assert.deepEqual([...states].sort(), ['failed', 'half-done'])
    }))

  it('by Ctrl-C anywhere is taken back at once', () =>
    beside(folder, 'healthy', async (server) => {
      const {steps, start} = (await undisturbed(server, 'renew'))!
      for (const at of [1, 2, 6, 8, 12]) {
        server.put(start)
        const ctrlC = new AbortController()
        const report = await server.does('renew', {
          step: atStep(at, () => ctrlC.abort()),
          signal: ctrlC.signal,
        })
        ended(report, ['failed', 1], /all was put back as it was: it was interrupted\.$/)
        assert.deepEqual(server.now(), server.before, `step ${at}`)
        assert.equal(server.journal()?.state, 'undone')
      }
      // While NPS is restarted, which comes last, it is done before it is noticed.
      server.put(start)
      const ctrlC = new AbortController()
      const late = {step: atStep(steps - 2, () => ctrlC.abort()), signal: ctrlC.signal}
      ended(await server.does('renew', late), ['applied', 3], /was not looked at any more/)
    }))

  it('by Ctrl-C on its way back is taken back by the next', () =>
    beside(folder, 'healthy', async (server) => {
      await server.does('renew')
      const ctrlC = new AbortController()
      const report = await server.does('undo', {step: atStep(5, () => ctrlC.abort()), signal: ctrlC.signal})
      ended(report, ['half-done', 1], /interrupted.*not all could be taken back\. Try again/)
      ended(await server.does('resume'), ['undone', 0], /as it was before/)
      assert.deepEqual(server.now(), server.before)
    }))

  it('by NPS that starts with nothing any more: all else is put back, and NPS is what is left', () =>
    beside(folder, 'healthy', async (server) => {
      const otherwise = failing('startService', 1053)
      const report = await server.does('renew', {otherwise})
      ended(report, ['half-done', 1], /startService failed.*Try again: npsmfa repair --undo --apply$/)
      assert.deepEqual(report.left, ['Restart NPS once more: startService failed: 0x0000041d'])
      assert.deepEqual({...server.now(), services: null}, {...server.before, services: null})
      ended(await server.does('undo'), ['undone', 0], /as it was before/)
      assert.deepEqual(server.now(), server.before)
    }))

  it('while a container has no key yet: nothing of it stays', () =>
    beside(folder, 'healthy', async (server) => {
      const report = await server.does('renew', {
        otherwise: ({changes}) => ({
          changes: new Proxy(changes, {
            get: (target, name) =>
              name === 'createKey'
                ? async ({container}: {container: string}) => {
                    server.change((machine) => {
                      machine.keys = [{reference: referenceTo(container), key: '', facts: vendorKey}]
                    })
                    throw new WindowsFailure('CryptGenKey', 0x80090020)
                  }
                : Reflect.get(target, name),
          }),
        }),
      })
      ended(report, ['failed', 1], /CryptGenKey/)
      assert.deepEqual(server.now(), server.before)
    }))

  it('between stopping and starting NPS: what depends on it runs again, too', async () => {
    for (const way of ['resume', 'undo'])
      await beside(
        folder,
        'key-unreadable',
        async (server) => {
          const full = failing('startService', 31)
          const report = await server.does('cert.key-acl', {
            otherwise: (doors) => {
              const {changes} = full(doors) as {changes: typeof doors.changes}
              let isFull = false
              // The disk is full from then on, so that nothing is taken back by itself.
              return {
                changes: new Proxy(changes, {
                  get: (target, name) => {
                    if (name === 'stopService') isFull = true
                    if (name === 'writeJournal' && isFull)
                      return async () => Promise.reject(new WindowsFailure('WriteFile', 112))
                    return Reflect.get(target, name)
                  },
                }),
              }
            },
          })
          assert.equal(report.state, 'half-done')
          assert.equal(server.now().services.Near!.state, 'stopped')
          await server.does(way)
          assert.deepEqual(server.now().services, server.before.services)
        },
        ({server}) => {
          server.services.Near = {...server.services.IAS!}
          server.registry['SYSTEM\\CurrentControlSet\\Services\\Near'] = {
            values: [{name: 'DependOnService', type: 'REG_MULTI_SZ', data: ['IAS']}],
            writtenAt: null,
          }
        },
      )
  })
})

describe('nothing is begun', {concurrency: 2}, () => {
  const refused = (
    what: string,
    prepare: (server: Server) => void,
    sentence: RegExp,
    commands = ['renew', 'undo'],
  ) =>
    it(what, () =>
      beside(folder, 'healthy', async (server) => {
        prepare(server)
        const before = server.now()
        for (const command of commands)
          await assert.rejects(server.does(command), isRefused(sentence), command)
        assert.deepEqual(server.now(), before)
      }),
    )
  const journal = (name: string, kind = 'registry-value', state = 'applying') =>
    JSON.stringify({
      ...{schema: 'npsmfa.journal/1', name, command: 'setup', at: '2026-03-01T00:00:00.000Z', state},
      steps: [{name: 'x', kind, args: {}, state: 'begun', before: null, made: null}],
    })
  const withJournal = (text: string) => (server: Server) =>
    server.change((machine) => {
      machine.journals = {'a.json': text}
    })

  refused(
    'while another run has the lock',
    ({file}) => void fileWindows(file).door.changes.lock(),
    /^Another run of npsmfa is changing this server now/,
    ['renew', 'undo', 'resume'],
  )
  refused('beside a journal that is none', withJournal('{'), /^The journal a\.json cannot be read/)
  refused(
    'beside a journal of another schema',
    withJournal('{"schema":"npsmfa.journal/2"}'),
    /a\.json cannot be read/,
  )
  refused('beside the copy of another journal', withJournal(journal('b.json')), /a\.json cannot be read/)
  refused(
    'while a run is unfinished',
    withJournal(journal('a.json')),
    /was not finished.*--resume --apply, or/,
    ['renew'],
  )
  refused(
    'of what another version knew',
    withJournal(journal('a.json', 'flux')),
    /another version .*“flux”/,
    ['undo', 'resume'],
  )

  it('of a run that goes on where nobody is signed in to the tenant, in either direction', () =>
    beside(folder, 'healthy', async (server) => {
      const {steps} = (await undisturbed(server, 'renew'))!
      // The disk is full for a moment, which leaves it half-way.
      let taken = 0
      await server.does('renew', {
        step: async (what) => {
          if (++taken > steps - 8) throw new WindowsFailure('WriteFile', 112)
          return what()
        },
      })
      assert.equal(server.journal()?.state, 'applying')
      const before = server.now()
      const otherwise = () => ({
        tenant: () => {
          throw new UsageError('no sign-in')
        },
      })
      await assert.rejects(server.does('undo', {otherwise}), isRefused(/no sign-in/))
      assert.deepEqual(server.now(), before)
      // All that is left to do is on this server.
      ended(await server.does('resume', {otherwise}), ['applied', 0], /works/)
    }))

  it('where the plan is not agreed to, or only asked for', () =>
    beside(folder, 'healthy', async (server) => {
      ended(
        await server.does('renew', {confirm: async () => false}),
        ['planned', 3],
        /^Nothing was changed\.$/,
      )
      ended(await server.does('renew', {confirm: null}), ['planned', 0], /Add --apply/)
      assert.deepEqual([server.now(), server.journal()], [server.before, null])
    }))
})
