import assert from 'node:assert/strict'
import {it} from 'node:test'
import {diagnose} from '../../src/app/diagnose.ts'
import {thumbprint} from '../../src/world/windows/memory.ts'
import type {Step} from '../support/fault.ts'
import {stepping} from '../support/fault.ts'
import {fileAccess} from '../support/file-access.ts'
import {temporaryFolder} from '../support/temp.ts'
import {withLeftover} from './kills.ts'
import {beside, ended, type Server} from './server.ts'

const folder = temporaryFolder()

/** All checks, as a doctor has them who comes by just now. */
async function doctor({run}: Server) {
  const {openWorld} = fileAccess({...run, command: ''}, stepping().step)
  const options = {lab: run.address, tenant: run.tenant}
  return (await diagnose(options, {}, openWorld)).report
}

it('a bare server is healthy after setup', () =>
  beside(folder, 'never-set-up', async (server) => {
    assert.equal((await doctor(server)).exit, 1)
    ended(await server.does('setup'), ['applied', 0], /works/)
    assert.equal((await doctor(server)).exit, 0)
    ended(await server.does('setup'), ['nothing-to-do', 0], /is set up/)
  }))

for (const [name, version] of [
  ['names its certificate by thumbprint', '1.2.2893.1'],
  ['takes any certificate of its subject', '1.2.2677.2'],
] as const)
  it(`between no two writes of a renewal is the doctor red, with an extension that ${name}`, () =>
    beside(
      folder,
      'healthy',
      async (server) => {
        let looks = 0
        const step: Step = async (write) => {
          const written = await write()
          const isRestarting = server.now().services.IAS!.state !== 'running'
          if (isRestarting) return written
          looks++
          const {exit, rootCauses} = await doctor(server)
          assert.equal(exit, 0, `after write ${looks}: ${rootCauses.map(({message}) => message).join(' ')}`)
          return written
        }
        ended(await server.does('renew', {step}), ['applied', 0], /works/)
        assert.ok(looks > 15, `${looks} looks`)
      },
      ({server}) => {
        for (const file of Object.values(server.files))
          if (file.version?.startsWith('1.2.')) file.version = version
      },
    ))

it('prune takes away what has ended and is ours, one by one; of others nothing, not even of the same subject', () =>
  beside(
    folder,
    'healthy',
    async (server) => {
      const [, ours] = server.take().machine.certificates
      const sha1 = thumbprint(ours!.certificate)
      // The one before is still valid, and stays.
      ended(await server.does('renew'), ['applied', 0], /works/)
      const before = server.now()
      const plan = await server.does('prune', {confirm: null})
      assert.deepEqual(
        plan.steps.map(({what}) => what),
        [
          `Take the ended key ${sha1} off “Azure Multi-Factor Auth Client”`,
          `Remove the ended certificate ${sha1} from LocalMachine\\My`,
        ],
      )
      ended(await server.does('prune'), ['applied', 0], /works/)
      const {principals, certificates} = server.now()
      const left = before.principals[0]!.keys.filter((key) => key.sha1 !== sha1)
      assert.deepEqual(principals[0]!.keys, left)
      assert.ok(
        left.some(({endDateTime}) => Date.parse(endDateTime) < Date.now()),
        'one of another server has ended',
      )
      assert.equal(certificates.length, 2)
      ended(await server.does('prune'), ['nothing-to-do', 0], /Nothing of ours/)
      ended(await server.does('undo'), ['undone', 0], /as it was before/)
      assert.deepEqual({...server.now(), principals: null}, {...before, principals: null})
    },
    withLeftover,
  ))

it('prune knows what was made here by the journals, too, and by nothing else', () =>
  beside(
    folder,
    'healthy',
    async (server) => {
      const [, ours] = server.take().machine.certificates
      server.change((machine) => {
        machine.certificates = machine.certificates.slice(0, 1)
      })
      const before = server.now()
      ended(await server.does('prune'), ['nothing-to-do', 0], /Nothing of ours/)
      const made = {pem: ours!.certificate}
      const step = {
        name: 'certificate',
        kind: 'made-certificate',
        args: {},
        state: 'done',
        before: null,
        made,
      }
      const journal = {
        schema: 'npsmfa.journal/1',
        name: 'a.json',
        command: 'setup',
        at: '2024-03-01T00:00:00.000Z',
      }
      server.change((machine) => {
        machine.journals = {'a.json': JSON.stringify({...journal, state: 'applied', steps: [step]})}
      })
      ended(await server.does('prune'), ['applied', 0], /works/)
      const sha1 = thumbprint(ours!.certificate)
      const left = before.principals[0]!.keys.filter((key) => key.sha1 !== sha1)
      assert.deepEqual(server.now().principals[0]!.keys, left)
      assert.equal(left.length, before.principals[0]!.keys.length - 1)
    },
    withLeftover,
  ))
