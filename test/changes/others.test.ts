import assert from 'node:assert/strict'
import {describe, it} from 'node:test'
import type {Key} from '../../src/lab/state.ts'
import {KeysLost} from '../../src/world/entra/tenant/list.ts'
import {temporaryFolder} from '../support/temp.ts'
import {bundledChild, killed, undisturbed} from './killing.ts'
import {beside, ended, type Server} from './server.ts'

const folder = temporaryFolder()
const child = await bundledChild(folder)
const identifier = 'CLIENT_CERT_IDENTIFIER'

/** Kills a command so many steps before its end. */
async function cutOff(server: Server, command: string, fromEnd: number): Promise<void> {
  const {steps} = (await undisturbed(server, command))!
  assert.ok(await killed(child, {...server.run, command}, steps - fromEnd, 'before'))
}

describe('others change the same', {concurrency: 2}, () => {
  it('a key of another server that somebody’s script drops is put back, and told', () =>
    beside(folder, 'never-set-up', async (server) => {
      const {state} = server
      let writes = 0
      const [lost] = server.keys() as [Key]
      const report = await server.does('setup', {
        otherwise: (doors) => ({
          tenant: () => {
            const tenant = doors.tenant()
            return {
              ...tenant,
              addKeyToList: async (...given) => {
                // The script has read before, and writes after, we do.
                const watching = setInterval(() => {
                  const principal = state.tenant.principals.find(({keys}) => keys.length === 4)
                  if (principal && writes++ === 0)
                    state.tenant.principals = state.tenant.principals.map((one) =>
                      one === principal
                        ? {...one, keys: one.keys.filter(({keyId}) => keyId !== lost.keyId)}
                        : one,
                    )
                }, 1)
                try {
                  return await tenant.addKeyToList(...given)
                } finally {
                  clearInterval(watching)
                }
              },
            }
          },
        }),
      })
      ended(report, ['applied', 0], /works/)
      assert.equal(writes > 0, true, 'nothing was dropped, so nothing was proven')
      assert.match(report.notes.join(), new RegExp(`The key ${lost.keyId} of another server .*put back`))
      assert.equal(server.keys().length, 4)
    }))

  it('an undo leaves what somebody has set since, tells it, and is over', () =>
    beside(folder, 'healthy', async (server) => {
      ended(await server.does('renew'), ['applied', 0], /works/)
      const theirs = 'CN=somebody else'
      server.set(identifier, theirs)
      const report = await server.does('undo')
      ended(report, ['undone', 1], /but for what somebody else has changed/)
      assert.match(report.notes.join(), /CLIENT_CERT_IDENTIFIER.*was not taken back.*somebody else/)
      assert.match(JSON.stringify(server.now().registry), new RegExp(theirs))
      assert.deepEqual({...server.now(), registry: null}, {...server.before, registry: null})
      ended(await server.does('undo'), ['nothing-to-do', 0], /no run/)
    }))

  it('a run that goes on over what somebody has set meanwhile gives that back when it is undone', () =>
    beside(folder, 'healthy', async (server) => {
      // Where its journal says that the identifier is begun, and nothing was written yet.
      await cutOff(server, 'renew', 6)
      assert.equal(server.journal()!.steps.find(({state}) => state === 'begun')?.name, 'identifier')
      server.set(identifier, 'newer')
      ended(await server.does('resume'), ['applied', 0], /works/)
      ended(await server.does('undo'), ['undone', 0], /as it was before/)
      assert.match(JSON.stringify(server.now().registry), /"newer"/)
    }))

  it('a step that was done and is not so any more is told when the run goes on', () =>
    beside(folder, 'never-set-up', async (server) => {
      await cutOff(server, 'setup', 4)
      server.set('TENANT_ID', null)
      const report = await server.does('resume')
      assert.equal(report.state, 'applied')
      assert.match(report.notes.join(), /TENANT_ID” was done, and is not so any more/)
    }))

  it('an entry that somebody has added to the list of a key stays when ours is taken out', () =>
    beside(folder, 'key-unreadable', async (server) => {
      ended(await server.does('cert.key-acl'), ['applied', 0], /works/)
      const theirs = '(A;;FR;;;S-1-5-21-1-2-3-1000)'
      server.change(({certificates}) => {
        certificates[0]!.facts!.sddl += theirs
      })
      ended(await server.does('undo'), ['undone', 0], /as it was before/)
      const [was] = server.before.keys
      assert.deepEqual(server.now().keys, [{...was, facts: {...was!.facts, sddl: was!.facts.sddl + theirs}}])
    }))

  it('keys of others that cannot be put back are named, and nothing of ours is left', () =>
    beside(folder, 'never-set-up', async (server) => {
      const report = await server.does('setup', {
        otherwise: (doors) => ({
          tenant: () => {
            const tenant = doors.tenant()
            const addKeyToList = async (appId: string, _der: Uint8Array, signal: AbortSignal) => {
              const {keys} = (await tenant.principal(appId, signal))!
              throw new KeysLost(keys.slice(0, 1), 'the tenant was silent')
            }
            return {...tenant, addKeyToList}
          },
        }),
      })
      ended(report, ['half-done', 1], /lost to another writer and not put back.*taken back\.$/)
      assert.match(report.left.join(), /^Another server’s key [0-9A-F]{40} .*registered again from there$/)
      assert.deepEqual(server.now(), server.before)
      assert.equal(server.journal()?.state, 'undone')
    }))
})
