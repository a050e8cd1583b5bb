import assert from 'node:assert/strict'
import {createHash} from 'node:crypto'
import {test} from 'node:test'
import {iasServiceSid} from '../../src/catalogue/service-sids.ts'
import {rightsOf} from '../../src/codecs/access.ts'
import {healthyServer} from '../../src/lab/healthy/server.ts'
import {serviceSids} from '../../src/probes/shared/service-token.ts'
import {memoryWinApi} from '../../src/world/windows/memory.ts'

const machine = healthyServer({certificate: '', key: ''})
const account = 'CONTOSO\\svc-nps'
const accountSid = 'S-1-5-21-1-2-3-1200'
const localGroups = {[account]: ['S-1-5-32-544']}
const windows = memoryWinApi({...machine, localGroups})
const networkService = {account: 'NT AUTHORITY\\NetworkService', accountSid: 'S-1-5-20'}

test('the SID of the service is made of its name', () => {
  const hash = createHash('sha1').update(Buffer.from('IAS', 'utf16le')).digest()
  const numbers = [0, 4, 8, 12, 16].map((at) => hash.readUInt32LE(at))
  assert.equal(iasServiceSid, `S-1-5-80-${numbers.join('-')}`)
})

test('a built-in account has the groups of every service, and is asked nothing', async () => {
  const failing = {localGroups: {call: 'NetUserGetLocalGroups', code: 5}}
  const {sids, complete} = await serviceSids(memoryWinApi({...machine, failing}), {
    ...networkService,
    sidType: 'none',
  })
  assert.equal(complete, true)
  for (const sid of ['S-1-5-20', 'S-1-1-0', 'S-1-5-6', 'S-1-5-11', 'S-1-5-32-545'])
    assert.ok(sids.includes(sid), sid)
  assert.ok(!sids.includes('S-1-5-32-544'))
})

test('SYSTEM is an administrator', async () => {
  const system = {account: 'LocalSystem', accountSid: 'S-1-5-18', sidType: 'none'} as const
  assert.ok((await serviceSids(windows, system)).sids.includes('S-1-5-32-544'))
})

test('the service’s own SID is in its token only where the service is told to have one', async () => {
  const list = `D:(A;;FR;;;${iasServiceSid})`
  for (const [sidType, rights] of [
    ['none', 'denied'],
    ['unrestricted', 'granted'],
    ['restricted', 'granted'],
    [null, 'denied'],
  ] as const) {
    const {sids, complete} = await serviceSids(windows, {...networkService, sidType})
    assert.equal(rightsOf(list, sids, complete), rights, String(sidType))
  }
})

test('another account has the local groups that Windows tells of, and perhaps others', async () => {
  const {sids, complete} = await serviceSids(windows, {account, accountSid, sidType: 'none'})
  assert.equal(complete, false)
  assert.ok(sids.includes(accountSid) && sids.includes('S-1-5-32-544'))
})

test('it is not guessed where they cannot be told', async () => {
  const failing = {localGroups: {call: 'NetUserGetLocalGroups', code: 2453}}
  const deaf = memoryWinApi({...machine, failing})
  await assert.rejects(serviceSids(deaf, {account, accountSid, sidType: 'none'}), /NetUserGetLocalGroups/)
})

test('a virtual account is the service', async () => {
  const virtual = {account: 'NT SERVICE\\IAS', accountSid: iasServiceSid, sidType: 'none'} as const
  const {sids, complete} = await serviceSids(windows, virtual)
  assert.equal(complete, true)
  assert.ok(sids.includes('S-1-5-80-0'))
})
