import assert from 'node:assert/strict'
import {describe, it} from 'node:test'
import type {Deployment} from '../../src/facts/deployment.ts'
import type {NpsService} from '../../src/facts/nps-service.ts'
import {type PrivateKeys, privateKeys} from '../../src/facts/private-keys.ts'
import {newMaker} from '../../src/lab/maker.ts'
import storeProbe from '../../src/probes/certificate-store.win32.ts'
import probe from '../../src/probes/private-keys.win32.ts'
import type {WinApi} from '../../src/world/windows/api.ts'
import {type MemoryMachine, memoryWinApi} from '../../src/world/windows/memory.ts'
import type {World} from '../../src/world/world.ts'
import {serverWith} from '../support/windows-server.ts'

const tenant = '3f2b9c1e-7a54-4d0b-9c86-5e1d2a7f4b60'
const deployment = {certificateIdentifier: `CN=${tenant}, OU=Microsoft NPS Extension`} as Deployment
const networkService: NpsService = {
  present: true,
  state: 'running',
  startType: 'automatic',
  account: 'NT AUTHORITY\\NetworkService',
  accountSid: 'S-1-5-20',
  sidType: 'unrestricted',
  startedAt: null,
}
const no = new AbortController().signal
const maker = newMaker()
const made = await maker.extensionCertificate()
const owners = '(A;;0xd01f01ff;;;SY)(A;;0xd01f01ff;;;BA)'

async function look(
  server: MemoryMachine,
  nps: NpsService | null = networkService,
  over: Partial<WinApi> = {},
): Promise<PrivateKeys> {
  const world = {windows: {...memoryWinApi(server), ...over}, credential: null} as unknown as World
  const registry = {present: true as const, writtenAt: null, values: []}
  const store = await storeProbe.look({deployment, registry}, world, no, '')
  const keys = await probe.look(nps ? {store, nps} : {store}, world, no, '')
  const result = privateKeys.shape['~standard'].validate(keys) as {issues?: unknown}
  assert.equal(result.issues, undefined)
  return keys
}
const withAccess = (sddl: string | null) => {
  const facts = {
    api: 'CNG',
    provider: 'Microsoft Software Key Storage Provider',
    exportable: null,
    sddl,
  } as const
  return serverWith([{...made, facts}])
}
const right = async (sddl: string | null, nps?: NpsService) => {
  const {keys} = await look(withAccess(sddl), nps)
  return [keys[0]?.right, keys[0]?.decidedBy]
}

describe('the private key of the extension’s certificate', () => {
  it('of a healthy server signs, and NETWORK SERVICE may read it', async () => {
    const {keys, by, service} = await look(serverWith([made]))
    assert.deepEqual([keys[0]?.notSigned, keys[0]?.right], [null, 'granted'])
    assert.deepEqual([by.isService, by.elevated, service?.sid], [false, true, 'S-1-5-20'])
  })
  it('that is another certificate’s does not count as signing', async () => {
    const {key} = await maker.extensionCertificate()
    const {keys} = await look(serverWith([{...made, key}]))
    assert.equal(keys[0]?.notSigned?.code, 0x80090006)
  })
  it('of a certificate without one is not looked for', async () => {
    assert.deepEqual((await look(serverWith([{...made, key: null}]))).keys, [])
  })
  it('of each certificate that matches is looked at, but of no others, and of twenty at the most', async () => {
    const other = await maker.extensionCertificate({unit: 'Microsoft AD FS Azure MFA'})
    assert.equal((await look(serverWith([other, made]))).keys.length, 1)
    assert.equal((await look(serverWith(Array(50).fill(made)))).keys.length, 20)
  })
})

describe('whether the account of NPS may read it', () => {
  const cases: [string | null, string, string | null][] = [
    [`D:PAI${owners}`, 'denied', null],
    [`D:PAI(D;;GR;;;NS)${owners}(A;;GA;;;NS)`, 'denied', '(D;;GR;;;NS)'],
    [`D:PAI(D;;FR;;;SU)(A;;FR;;;NS)`, 'denied', '(D;;FR;;;SU)'],
    [`D:PAI${owners}(A;;FR;;;AU)`, 'granted', '(A;;FR;;;AU)'],
    [`D:PAI${owners}(A;;FR;;;S-1-5-20)`, 'granted', '(A;;FR;;;S-1-5-20)'],
    [null, 'unknown', null],
    ['nonsense', 'unknown', null],
  ]
  for (const [sddl, expected, by] of cases)
    it(`${sddl}: ${expected}`, async () => {
      assert.deepEqual(await right(sddl), [expected, by])
    })
  it('is asked of the account that the service has, not of NETWORK SERVICE', async () => {
    const system = {...networkService, account: 'LocalSystem', accountSid: 'S-1-5-18'}
    assert.deepEqual((await right('D:PAI(A;;FR;;;NS)(A;;GA;;;BA)', system))[0], 'granted')
    assert.deepEqual((await right('D:PAI(A;;FR;;;NS)', system))[0], 'denied')
  })
  it('is not known of an account that Windows does not know, of no service, or where its groups fail', async () => {
    for (const nps of [{present: false} as const, {...networkService, accountSid: null}, null]) {
      const {keys, service} = await look(withAccess('D:PAI'), nps)
      assert.deepEqual([keys[0]?.right, service], ['unknown', null])
    }
    const account = {...networkService, account: 'CONTOSO\\svc-nps', accountSid: 'S-1-5-21-1-2-3-1150'}
    const failing = {
      ...withAccess('D:PAI'),
      failing: {localGroups: {call: 'NetUserGetLocalGroups', code: 1722}},
    }
    const {keys, service} = await look(failing, account)
    assert.deepEqual([keys[0]?.right, service?.sid], ['unknown', 'S-1-5-21-1-2-3-1150'])
  })
  it('of a localised Windows is found by its SID', async () => {
    const german = {...networkService, account: 'NT-AUTORITÄT\\Netzwerkdienst'}
    const server = serverWith([made])
    server.identity = {
      ...server.identity,
      account: 'NT-AUTORITÄT\\NETZWERKDIENST',
      sid: 'S-1-5-20',
      elevated: false,
    }
    const {keys, by} = await look(server, german)
    assert.deepEqual([keys[0]?.right, by.isService], ['granted', true])
  })
})

describe('a key that Windows does not hand out', () => {
  it('is denied with the call and its code, and the rest is still told', async () => {
    const denied = {call: 'CryptAcquireContextW', code: 0x80090010}
    const {keys} = await look({...serverWith([made]), failing: {privateKey: denied, sign: denied}})
    const failure = {why: 'denied', code: 0x80090010, detail: 'CryptAcquireContextW failed: 0x80090010'}
    assert.deepEqual([keys[0]?.opened, keys[0]?.notOpened, keys[0]?.notSigned], [null, failure, failure])
    assert.equal(keys[0]?.right, 'unknown')
  })
  it('does not hide a fault of npsmfa itself', async () => {
    const sign = async () => Promise.reject(new TypeError('a bug'))
    await assert.rejects(look(serverWith([made]), networkService, {sign}), TypeError)
  })
})
