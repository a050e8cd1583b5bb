import assert from 'node:assert/strict'
import {test} from 'node:test'
import type {LabState} from '../../src/lab/index.ts'
import probe from '../../src/probes/ras-ias-membership.ts'
import {directoryAt} from '../../src/world/directory/directory.ts'
import {memoryWinApi} from '../../src/world/windows/memory.ts'
import {notWindows, withoutWindows} from '../../src/world/windows/unsupported.ts'
import type {World} from '../../src/world/world.ts'
import {inLab} from '../lab/help.ts'
import {routeTo} from '../support/route.ts'

const base = 'DC=ad,DC=contoso,DC=example'
const group = `CN=RAS and IAS Servers,CN=Users,${base}`

interface Asking {
  change?: (state: LabState) => void
  computer?: string
  windows?: World['windows']
  named?: boolean
}

/** What is learnt of a server in the lab. */
async function membership({change = () => {}, computer = 'NPS01', windows, named = true}: Asking = {}) {
  const told = await new Promise<unknown>((resolve, reject) => {
    inLab(change, async ({introduction}) => {
      const {ca, ports, directory: access, server} = introduction
      const route = routeTo(0, ca, {portOf: (host, port) => ports[`${host}:${port}`] ?? port})
      const directory = named ? directoryAt(route, {...access, url: new URL(access.url)}) : null
      const world = {directory, windows: windows ?? memoryWinApi(server)} as World
      const machine = {name: computer, platform: 'win32', as: 'ops', elevated: true, source: 'lab' as const}
      await probe
        .look({machine}, world, AbortSignal.timeout(5000), '')
        .then(resolve, reject)
        .finally(() => directory?.close())
    }).catch(reject)
  })
  return told
}

test('a registered server is a member, directly or through another group', async () => {
  const member = {computer: 'NPS01', group, member: true}
  assert.deepEqual(await membership(), member)
  const nested = (state: LabState) => {
    const servers = `CN=VPN Servers,OU=Groups,${base}`
    const all = `CN=All Servers,OU=Groups,${base}`
    state.directory.groups.push(
      {dn: servers, objectSid: {hex: '00'}, memberOf: [all]},
      {dn: all, objectSid: {hex: '01'}, memberOf: [group, servers]},
    )
    state.directory.computers[0]!.memberOf = [servers]
  }
  assert.deepEqual(await membership({change: nested}), member)
})

test('the group is found by its number, whatever it is called', async () => {
  const german = `CN=RAS- und IAS-Server\\, alle,CN=Users,${base}`
  const change = ({directory}: LabState) => {
    directory.groups.find(({dn}) => dn === group)!.dn = german
    directory.computers[0]!.memberOf = [german]
  }
  assert.deepEqual(await membership({change}), {computer: 'NPS01', group: german, member: true})
})

test('a server that was not registered, or not yet, is no member', async () => {
  const change = (state: LabState) => {
    state.directory.computers[0]!.memberOf = [`CN=VPN Users,OU=Groups,${base}`]
  }
  assert.deepEqual(await membership({change}), {computer: 'NPS01', group, member: false})
})

test('without its account, or without the group, nothing is said', async () => {
  const nothing = {group: null, member: null}
  assert.deepEqual(await membership({computer: 'NPS02'}), {computer: 'NPS02', ...nothing})
  const change = (state: LabState) => {
    state.directory.groups = state.directory.groups.filter(({dn}) => dn !== group)
  }
  assert.deepEqual(await membership({change}), {computer: 'NPS01', ...nothing})
})

test('a long name is looked for as the directory shortens it', async () => {
  const change = (state: LabState) => {
    state.directory.computers[0]!.name = 'NPS-CONTOSO-EUR'
  }
  const told = (await membership({change, computer: 'NPS-CONTOSO-EUROPE-01'})) as {member: boolean}
  assert.equal(told.member, true)
})

test('in a workgroup and on another system there is nothing to look at; without a directory it was not asked', async () => {
  const change = (state: LabState) => {
    state.server.domain = null
  }
  await assert.rejects(membership({change}), {why: 'unsupported'})
  await assert.rejects(membership({windows: withoutWindows(notWindows)}), {why: 'unsupported'})
  await assert.rejects(membership({named: false}), {why: 'not-asked'})
})
