import assert from 'node:assert/strict'
import {join} from 'node:path'
import {test} from 'node:test'
import {azureMfaKey, clientAppId} from '../../src/catalogue/apps.ts'
import {makeKey} from '../../src/certificates/key.ts'
import {makeCertificate} from '../../src/certificates/make.ts'
import {registered} from '../../src/lab/healthy/tenant.ts'
import {thumbprint} from '../../src/world/windows/memory.ts'
import {type How, runOn} from '../support/file-access.ts'
import {readMachine, writeMachine} from '../support/file-windows.ts'
import {temporaryFolder} from '../support/temp.ts'
import {quick} from '../support/tenant.ts'
import {wholeState} from './installation.ts'
import {beside, type Server} from './server.ts'

/** The soak runs more. */
const rounds = Number(process.env.NPSMFA_TEST_ROUNDS ?? 2)
const folder = temporaryFolder()
/** Longer than any of eight servers in one busy process takes from its reading to its writing. */
const pace = {...quick, watchMs: 1_000}

const identifier = 'CLIENT_CERT_IDENTIFIER'
const day = 86_400_000

/** Other servers of the same tenant, each with its own certificate, or with none yet. */
async function servers(of: Server, count: number, isSetUp: boolean): Promise<string[]> {
  const files = Array.from({length: count}, (_, at) => join(folder, `${of.run.tenant}-${isSetUp}-${at}`))
  await Promise.all(
    files.map(async (file) => {
      const {machine} = of.take()
      if (isSetUp) {
        const key = await makeKey()
        const {certificate} = await makeCertificate({
          subject: {OU: 'Microsoft NPS Extension', CN: of.run.tenant},
          key,
          notBefore: new Date(Date.now() - day),
          notAfter: new Date(Date.now() + 700 * day),
        })
        machine.certificates = [{certificate, key}]
        const values = machine.registry[azureMfaKey]!.values.filter(({name}) => name !== identifier)
        values.push({name: identifier, type: 'REG_SZ', data: thumbprint(certificate)})
        machine.registry[azureMfaKey] = {values, writtenAt: null}
        of.keys().push(registered(certificate))
      }
      writeMachine(file, machine)
    }),
  )
  return files
}

/** Doors at which so many wait for each other before any writes the list. */
function together(count: number): How['otherwise'] {
  let waiting = count
  let go = () => {}
  const all = new Promise<void>((resolve) => {
    go = resolve
  })
  return (doors) => ({
    tenant: () => ({
      ...doors.tenant(),
      async addKeyToList(...asked) {
        if (--waiting === 0) go()
        await all
        return doors.tenant().addKeyToList(...asked)
      },
    }),
  })
}

const idsOf = (server: Server) => server.keys().map(({keyId}) => keyId)
const ownKeys = (file: string, server: Server) => {
  const {certificates} = wholeState({machine: readMachine(file), tenant: server.state.tenant})
  const {keys} = wholeState(server.take()).principals.find(({appId}) => appId === clientAppId)!
  return keys.filter(({sha1}) => certificates.some((own) => own.thumbprint === sha1))
}

test(`${rounds} times eight servers renew at once: all new keys and all of others are there`, () =>
  beside(folder, 'healthy', async (server) => {
    server.state.latencyMs = 5
    const files = await servers(server, 8, true)
    for (let round = 1; round <= rounds; round++) {
      const due = idsOf(server)
      const reports = await Promise.all(
        files.map((file) => runOn({...server.run, file, command: 'renew', pace})),
      )
      assert.deepEqual(
        reports.map(({state, exit, verdict}) => [state, exit, verdict]),
        reports.map(() => ['applied', 0, 'It was done, and works.']),
      )
      const now = idsOf(server)
      assert.deepEqual(
        due.filter((keyId) => !now.includes(keyId)),
        [],
        'no key is lost',
      )
      assert.equal(now.length, due.length + 8)
      for (const file of files) assert.equal(ownKeys(file, server).length, round + 1)
    }
  }))

test(`${rounds} times two servers are set up at once: both keys are there, and all of others`, async (t) => {
  let told = 0
  for (let round = 0; round < rounds; round++)
    await beside(folder, 'never-set-up', async (server) => {
      server.state.latencyMs = 5
      server.state.tenant.writing.replicaLagsMs = [0, 60]
      const due = idsOf(server)
      const files = await servers(server, 2, false)
      const otherwise = together(2)!
      const reports = await Promise.all(
        files.map((file) => runOn({...server.run, file, command: 'setup', pace}, {otherwise})),
      )
      for (const {state, exit, verdict, notes} of reports) {
        assert.deepEqual([state, exit], ['applied', 0], verdict)
        told += notes.length
      }
      const now = idsOf(server)
      assert.deepEqual(
        due.filter((keyId) => !now.includes(keyId)),
        [],
      )
      for (const file of files) assert.equal(ownKeys(file, server).length, 1)
    })
  t.diagnostic(`${told} losses were noticed, mended and told`)
  assert.ok(told > 0 || rounds < 20, 'no race was lost, so nothing was proven')
})
