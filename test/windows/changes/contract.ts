import assert from 'node:assert/strict'
import {createPublicKey, verify, X509Certificate} from 'node:crypto'
import {after, before, describe, it} from 'node:test'
import {rightsOf} from '../../../src/codecs/access.ts'
import {daclHolds} from '../../../src/codecs/dacl-holds.ts'
import type {KeyReference, RegistryValue, WinApi} from '../../../src/world/windows/api.ts'
import type {ChangesDoor} from '../../../src/world/windows/changes/api.ts'
import {WindowsFailure} from '../../../src/world/windows/failure.ts'
import {type ContractMachine, contractKey} from '../contract-machine.ts'
import {certificateOver} from './certificate-over.ts'
import {differences, stateOf} from './state.ts'

const networkService = ['S-1-5-20', 'S-1-1-0', 'S-1-5-6', 'S-1-5-11', 'S-1-5-32-545']
const readable = 'D:P(A;;FA;;;SY)(A;;FA;;;BA)(A;;FR;;;NS)'
const unreadable = 'D:P(A;;FA;;;SY)(A;;FA;;;BA)'
const data = Buffer.from('a statement to be signed')
const waitMs = 10_000

export const fails = (call: RegExp, code: number) => (error: unknown) => {
  assert.ok(error instanceof WindowsFailure, String(error))
  assert.match(error.call, call)
  assert.equal(error.code, code, error.message)
  return true
}

export interface ChangeableContract extends ContractMachine {
  api: WinApi
  door: ChangesDoor
  /** Another run on the same machine. */
  other(): ChangesDoor
}

/** What every `WinChanges` does to the contract's machine, be it in memory or by the real Windows functions. */
export function changesContract({api, door: {changes}, other, certificates}: ChangeableContract): void {
  const thumbprint = (pem: string) => new X509Certificate(pem).fingerprint.replaceAll(':', '')
  const valueIn = async (path: string, name: string) =>
    (await api.registry(path))?.values.find((value) => value.name === name)

  /** Runs a change and gives the paths, two names deep, at which the whole state is another one then. */
  const changed = async (change: () => Promise<unknown>): Promise<string[]> => {
    const was = await stateOf(api, changes)
    await change()
    const is = await stateOf(api, changes)
    return differences(was, is)
  }

  describe('a value of the registry', () => {
    const values: readonly RegistryValue[] = [
      {name: 'text', type: 'REG_SZ', data: 'Gruß “y”'},
      {name: 'lines', type: 'REG_MULTI_SZ', data: ['C:\\ü.dll', 'C:\\c.dll']},
      {name: 'no lines', type: 'REG_MULTI_SZ', data: []},
      {name: 'number', type: 'REG_DWORD', data: 7},
      {name: 'expanded', type: 'REG_EXPAND_SZ', data: '%SystemRoot%\\y'},
      {name: 'large number', type: 'REG_QWORD', data: 8_589_934_592},
      {name: 'bytes', type: 'REG_BINARY', data: '01ff'},
      {name: 'another', type: 'REG_SZ', data: ''},
    ]
    for (const value of values)
      it(`is set: ${value.type} “${value.name}”`, async () => {
        const before = await api.registry(contractKey)
        await changes.setRegistryValue(contractKey, value)
        assert.deepEqual(await valueIn(contractKey, value.name), value)
        const others = (key: typeof before) => key?.values.filter(({name}) => name !== value.name)
        assert.deepEqual(others(await api.registry(contractKey)), others(before))
      })
    it('changes nothing else, and the key says when it was written', async () => {
      const started = Date.now()
      assert.deepEqual(
        await changed(() => changes.setRegistryValue(contractKey, {name: 'text', type: 'REG_SZ', data: 'z'})),
        [`registry ${contractKey}`],
      )
      const written = Date.parse((await api.registry(contractKey))?.writtenAt ?? '')
      assert.ok(written >= started - 1_000, String(written))
    })
    it('is found whatever its case, and stays one', async () => {
      await changes.setRegistryValue(contractKey.toUpperCase(), {name: 'TEXT', type: 'REG_SZ', data: 'w'})
      assert.equal((await valueIn(contractKey, 'text'))?.data, 'w')
      assert.equal(await valueIn(contractKey, 'TEXT'), undefined)
    })
    it('makes its key', async () => {
      const value = {name: 'a', type: 'REG_SZ', data: 'b'} as const
      await changes.setRegistryValue('SOFTWARE\\npsmfa new\\below', value)
      assert.deepEqual(await valueIn('SOFTWARE\\npsmfa new\\below', 'a'), value)
    })
    it('is written as it was read', async () => {
      const was = await api.registry(contractKey)
      for (const value of was?.values ?? [])
        if (value.type !== 'REG_NONE') await changes.setRegistryValue(contractKey, value)
      assert.deepEqual((await api.registry(contractKey))?.values, was?.values)
    })
    for (const [name, value] of Object.entries({
      'that was cut': {name: 'x', type: 'REG_SZ', data: 'x', cut: true},
      'of an unknown type': {name: 'x', type: 'REG_NONE', data: '00'},
      'with an empty line': {name: 'x', type: 'REG_MULTI_SZ', data: ['a', '', 'b']},
      'of another type than it says': {name: 'x', type: 'REG_DWORD', data: '7'},
      'that is no such number': {name: 'x', type: 'REG_DWORD', data: 4_294_967_296},
    } satisfies Record<string, RegistryValue>))
      it(`${name} is refused, and changes nothing`, async () => {
        assert.deepEqual(
          await changed(() =>
            assert.rejects(changes.setRegistryValue(contractKey, value), fails(/^RegSetValueExW$/, 87)),
          ),
          [],
        )
      })
    it('is deleted, more than once', async () => {
      const remove = () => changes.deleteRegistryValue(contractKey, 'ANOTHER')
      assert.deepEqual(await changed(remove), [`registry ${contractKey}`])
      assert.equal(await valueIn(contractKey, 'another'), undefined)
      assert.deepEqual(await changed(remove), [])
      await changes.deleteRegistryValue('SOFTWARE\\npsmfa none', 'x')
      assert.equal(await api.registry('SOFTWARE\\npsmfa none'), null)
    })
  })

  describe('a key of our own', () => {
    const container = 'npsmfa-{contract} ü'
    let key: KeyReference
    let publicKey: string
    let certificate: string
    before(async () => {
      ;({reference: key, publicKey} = await changes.createKey({container, bits: 2048, sddl: readable}))
      certificate = await certificateOver(publicKey)
    })
    it('lies in a container of the machine, in CAPI', () => {
      assert.deepEqual([key.container, key.providerType, key.keySpec, key.machine], [container, 24, 1, true])
    })
    it('has the DACL that was asked for', async () => {
      const sddl = await changes.keyDacl(key)
      assert.ok(daclHolds(sddl, readable), sddl ?? '')
      assert.equal(rightsOf(sddl, networkService, true), 'granted')
    })
    it('has a public key, which verifies what it signs', async () => {
      assert.equal(await changes.publicKey(container), publicKey)
      assert.equal(createPublicKey(publicKey).asymmetricKeyDetails?.modulusLength, 2048)
      const signature = await changes.signWithKey(container, data)
      assert.ok(verify('sha256', data, publicKey, signature))
    })
    it('is not made a second time', async () => {
      await assert.rejects(
        changes.createKey({container, bits: 2048, sddl: readable}),
        fails(/^CryptAcquireContextW$/, 0x8009000f),
      )
      assert.equal(await changes.publicKey(container), publicKey)
    })
    it('may be longer', async () => {
      const made = await changes.createKey({container: 'npsmfa-long', bits: 3072, sddl: unreadable})
      assert.equal(createPublicKey(made.publicKey).asymmetricKeyDetails?.modulusLength, 3072)
      assert.equal(rightsOf(await changes.keyDacl(made.reference), networkService, true), 'denied')
      await changes.deleteKey(made.reference)
    })
    it('without a DACL that is one, is not made', async () => {
      for (const sddl of ['', 'nonsense', 'D:(A;;FA;;;ZZ)nonsense'])
        await assert.rejects(changes.createKey({container: 'npsmfa-no', bits: 2048, sddl}), WindowsFailure)
      assert.equal(await changes.publicKey('npsmfa-no'), null)
      const made = await changes.createKey({container: 'npsmfa-no', bits: 2048, sddl: readable})
      await changes.deleteKey(made.reference)
    })
    it('in a container without a name is refused', async () => {
      await assert.rejects(changes.createKey({container: '', bits: 2048, sddl: readable}), fails(/./, 123))
    })
    it('is found, and signs, through a certificate that says it has it, and cannot be exported', async () => {
      const added = await changed(() => changes.addCertificate(certificate, key))
      const id = thumbprint(certificate)
      assert.deepEqual(added, [`certificates ${id}`, `keys ${id}`])
      assert.deepEqual((await api.certificates()).find((c) => c.thumbprint === id)?.key, key)
      const seen = await api.privateKey(id)
      assert.deepEqual([seen?.api, seen?.exportable], ['CAPI', false])
      assert.ok(daclHolds(seen?.sddl ?? null, readable))
      assert.ok(verify('sha256', data, publicKey, await api.sign(id, data)))
    })
    it('stays that of its certificate when that is put there twice', async () => {
      assert.deepEqual(await changed(() => changes.addCertificate(certificate, key)), [])
      for (const another of [null, {...key, container: 'another'}])
        await assert.rejects(
          changes.addCertificate(certificate, another),
          fails(/^CertAddCertificateContextToStore$/, 0x80092005),
        )
    })
    it('takes another DACL, again and again', async () => {
      for (const sddl of [unreadable, readable, unreadable]) {
        assert.deepEqual(await changed(() => changes.setKeyDacl(key, sddl)), [
          `keys ${thumbprint(certificate)}`,
        ])
        assert.equal(
          rightsOf(await changes.keyDacl(key), networkService, true),
          sddl === readable ? 'granted' : 'denied',
        )
      }
    })
    it('outlives its certificate', async () => {
      const remove = () => changes.removeCertificate(thumbprint(certificate).toLowerCase())
      assert.equal((await changed(remove)).length, 2)
      assert.deepEqual(await changed(remove), [])
      assert.equal(await changes.publicKey(container), publicKey)
    })
    it('is deleted, more than once', async () => {
      await changes.deleteKey(key)
      await changes.deleteKey(key)
      assert.equal(await changes.publicKey(container), null)
      for (const call of [() => changes.signWithKey(container, data), () => changes.keyDacl(key)])
        await assert.rejects(call, fails(/^CryptAcquireContextW$/, 0x80090016))
      await assert.rejects(changes.setKeyDacl(key, readable), fails(/^CryptAcquireContextW$/, 0x80090016))
    })
  })

  describe('a certificate', () => {
    it('is taken out and put back as it was', async () => {
      const {certificate, reference} = certificates.capi
      const was = await stateOf(api, changes)
      await changes.removeCertificate(thumbprint(certificate))
      await changes.addCertificate(certificate, reference!)
      assert.deepEqual(await stateOf(api, changes), was)
    })
    it('may have no key', async () => {
      const {certificate} = certificates.keyless
      await changes.removeCertificate(thumbprint(certificate))
      await changes.addCertificate(certificate, null)
      assert.equal(await api.privateKey(thumbprint(certificate)), null)
    })
    it('that is none is refused', async () => {
      for (const text of ['', 'nonsense', '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n'])
        assert.deepEqual(
          await changed(() => assert.rejects(changes.addCertificate(text, null), WindowsFailure)),
          [],
        )
    })
    for (const which of ['capi', 'schannel', 'cng'] as const)
      it(`has a key whose DACL can be set: ${which}`, async () => {
        const {certificate, reference} = certificates[which]
        const was = await changes.keyDacl(reference!)
        await changes.setKeyDacl(reference!, readable)
        assert.equal(
          rightsOf((await api.privateKey(thumbprint(certificate)))?.sddl ?? null, networkService, true),
          'granted',
        )
        await changes.setKeyDacl(reference!, was!)
        assert.equal((await api.privateKey(thumbprint(certificate)))?.sddl, was)
      })
    for (const which of ['schannel', 'cng'] as const)
      it(`stays when its key is deleted: ${which}`, async () => {
        const {certificate, reference} = certificates[which]
        const id = thumbprint(certificate)
        assert.deepEqual(await changed(() => changes.deleteKey(reference!)), [`keys ${id}`])
        await assert.rejects(api.privateKey(id), fails(/./, 0x80090016))
      })
  })

  describe('a service', () => {
    it('is stopped and started, and says when it started', async () => {
      const was = await api.service('IAS')
      assert.deepEqual(await changed(() => changes.stopService('ias', waitMs)), ['services IAS'])
      assert.deepEqual(await api.service('IAS'), {...was, state: 'stopped', startedAt: null})
      assert.deepEqual(await changed(() => changes.stopService('IAS', waitMs)), [])
      assert.deepEqual(await changed(() => changes.startService('IAS', waitMs)), ['services IAS'])
      const is = await api.service('IAS')
      assert.equal(is?.state, 'running')
      assert.ok(is?.startedAt && is.startedAt > was!.startedAt!, `${is?.startedAt} after ${was?.startedAt}`)
      assert.deepEqual(await changed(() => changes.startService('IAS', waitMs)), [])
    })
    it('that is paused goes on', async () => {
      const was = await api.service('Paused')
      await changes.startService('Paused', waitMs)
      assert.deepEqual(await api.service('Paused'), {...was, state: 'running'})
    })
    it('that is disabled is not started', async () => {
      await assert.rejects(changes.startService('Stopped', waitMs), fails(/^StartServiceW$/, 1058))
    })
    it('that is not there is named so', async () => {
      for (const call of [
        () => changes.startService('None', waitMs),
        () => changes.stopService('None', waitMs),
        () => changes.setStartType('None', 'manual'),
        () => changes.setSidType('None', 'none'),
        () => changes.dependentServices('None'),
      ])
        await assert.rejects(call, fails(/^OpenServiceW$/, 1060))
    })
    it('is started another way', async () => {
      for (const startType of ['automatic', 'disabled', 'manual'] as const) {
        const difference = await changed(() => changes.setStartType('Stopped', startType))
        assert.ok(difference.includes('services Stopped'), difference.join())
        assert.ok(
          difference.every((d) => d.endsWith(' Stopped') || d.endsWith('\\Stopped')),
          difference.join(),
        )
        assert.equal((await api.service('Stopped'))?.startType, startType)
      }
    })
    it('has a SID of its own, or not', async () => {
      const services = 'SYSTEM\\CurrentControlSet\\Services\\IAS'
      for (const [sidType, number] of [
        ['unrestricted', 1],
        ['none', 0],
      ] as const) {
        assert.deepEqual(await changed(() => changes.setSidType('IAS', sidType)), [`registry ${services}`])
        assert.equal((await valueIn(services, 'ServiceSidType'))?.data, number)
      }
    })
    it('is not stopped under what depends on it', async () => {
      assert.deepEqual(await changes.dependentServices('IAS'), [])
      await changes.startService('Near', waitMs)
      await changes.startService('Far', waitMs)
      assert.deepEqual(await changes.dependentServices('IAS'), ['Far', 'Near'])
      for (const name of await changes.dependentServices('IAS')) await changes.stopService(name, waitMs)
      await changes.stopService('IAS', waitMs)
      assert.deepEqual(await changes.dependentServices('IAS'), [])
      await changes.startService('IAS', waitMs)
    })
  })

  describe('a journal', () => {
    const name = '2026-11-29T22.18.18-ü'.replace('-ü', '')
    it('is written, replaced, read and removed', async () => {
      assert.equal(await changes.readJournal(name), null)
      for (const text of ['{"ü": 1}', 'y'.repeat(300_000), '']) {
        assert.deepEqual(await changed(() => changes.writeJournal(name, text)), [`journals ${name}`])
        assert.equal(await changes.readJournal(name), text)
      }
      assert.deepEqual(await changes.journals(), [name])
      await changes.removeJournal(name)
      await changes.removeJournal(name)
      assert.deepEqual(await changes.journals(), [])
    })
    it('lies in a folder of npsmfa', async () => {
      assert.match(await changes.journalFolder(), /^C:\\ProgramData\\npsmfa$/i)
    })
    it('has no name that leads elsewhere', async () => {
      for (const bad of ['', '..', 'a\\b', 'a/b', 'c:x', 'nul', 'lock', 'x.new', 'a:b', 'x'.repeat(200)])
        for (const call of [
          () => changes.writeJournal(bad, ''),
          () => changes.readJournal(bad),
          () => changes.removeJournal(bad),
        ])
          await assert.rejects(call, fails(/^CreateFileW$/, 123), bad)
    })
  })

  describe('another run', () => {
    let another: ChangesDoor
    before(() => {
      another = other()
    })
    after(() => another.close())
    it('is kept out, but may look', async () => {
      assert.equal(await changes.lock(), true)
      assert.equal(await changes.lock(), true)
      assert.equal(await another.changes.lock(), false)
      assert.deepEqual(
        await changed(() =>
          assert.rejects(
            another.changes.setRegistryValue(contractKey, {name: 'x', type: 'REG_SZ', data: ''}),
            (error: Error) => fails(/./, 32)(error) && /another run of npsmfa/.test(error.message),
          ),
        ),
        [],
      )
      assert.deepEqual(await another.changes.journals(), [])
    })
  })
}

/** What follows when a run has ended: the lock is another's to take. */
export async function lockGoesWith(door: ChangesDoor, other: ChangesDoor): Promise<void> {
  assert.equal(await other.changes.lock(), false)
  door.close()
  assert.equal(await other.changes.lock(), true)
  other.close()
}
