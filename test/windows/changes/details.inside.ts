import assert from 'node:assert/strict'
import {randomUUID, X509Certificate} from 'node:crypto'
import {readdirSync, renameSync, rmSync, writeFileSync} from 'node:fs'
import {after, before, describe, it} from 'node:test'
import {referenceTo} from '../../../src/world/windows/changes/own-keys.ts'
import {WindowsFailure} from '../../../src/world/windows/failure.ts'
import {addCertificate, removeCertificate} from '../../../src/world/windows/koffi/changes/certificates.ts'
import {deleteKey} from '../../../src/world/windows/koffi/changes/delete-key.ts'
import {changeFunctions} from '../../../src/world/windows/koffi/changes/functions.ts'
import {
  journals,
  readJournal,
  removeJournal,
  takeLock,
  writeJournal,
} from '../../../src/world/windows/koffi/changes/journal.ts'
import {setKeyDacl} from '../../../src/world/windows/koffi/changes/key-dacl.ts'
import {createKey, publicKey, signWithKey} from '../../../src/world/windows/koffi/changes/keys.ts'
import {deleteRegistryValue, setRegistryValue} from '../../../src/world/windows/koffi/changes/registry.ts'
import {
  dependentServices,
  startService,
  stopService,
} from '../../../src/world/windows/koffi/changes/services.ts'
import {type Lib, libOf} from '../../../src/world/windows/koffi/lib.ts'
import {cryptFunctions} from '../../../src/world/windows/koffi/lib-crypt.ts'
import {loadKoffi} from '../../../src/world/windows/koffi/load.ts'
import {counted} from '../counted.ts'
import {at, lastError, must, pointer, windows} from '../fixture/call.ts'
import {putService, removeService, serviceProgram} from '../fixture/services.ts'
import {certificateOver} from './certificate-over.ts'
import {fails} from './contract.ts'

// What runs inside Wine, without a process of its own: what the contract does not tell of.
const windowsFunctions = counted(libOf(loadKoffi(), {...cryptFunctions, ...changeFunctions}))
const {lib} = windowsFunctions
const sddl = 'D:P(A;;FA;;;SY)(A;;FA;;;BA)(A;;FR;;;NS)'
const wish = () => ({container: `npsmfa-${randomUUID()}`, bits: 2048 as const, sddl})
const acquire = windows('advapi32', 'CryptAcquireContextW', 'IPSSUU')
const machineSilent = 0x60

/** The same functions; `told` is given the name of each that is called, and may throw in its place. */
function telling(told: (name: string) => void): Lib {
  const before =
    <T>(call: (name: string, ...values: readonly unknown[]) => T) =>
    (name: string, ...values: readonly unknown[]): T => {
      told(name)
      return call(name, ...values)
    }
  const [must, number, succeed] = [before(lib.must), before(lib.number), before(lib.succeed)]
  return {...lib, must, number, succeed}
}

describe('a key of our own', () => {
  it('is made in a container that has its DACL already', () => {
    const called: string[] = []
    createKey(
      telling((name) => called.push(name)),
      wish(),
    )
    const steps = ['CryptAcquireContextW', 'CryptSetProvParam', 'CryptGetProvParam', 'CryptGenKey']
    assert.deepEqual(
      called.filter((name) => steps.includes(name)).filter((name, i, all) => name !== all[i - 1]),
      [...steps, 'CryptAcquireContextW'],
    )
  })
  for (const step of ['CryptSetProvParam', 'CryptGenKey'])
    it(`leaves nothing behind where ${step} is refused`, () => {
      const {container, ...rest} = wish()
      const refusing = telling((name) => {
        // NTE_PERM
        if (name === step) throw new WindowsFailure(step, 0x80090010)
      })
      assert.throws(() => createKey(refusing, {container, ...rest}), fails(/./, 0x80090010))
      assert.equal(acquire(pointer(), container, null, 24, machineSilent), 0)
      assert.equal(lastError(), 0x80090016)
    })
  it('that was half made by a run that was killed is refused, seen to be empty, and removed', () => {
    const half = wish()
    const handle = pointer()
    must('CryptAcquireContextW', acquire(handle, half.container, null, 24, machineSilent | 8))
    windows('advapi32', 'CryptReleaseContext', 'IPU')(at(handle), 0)
    assert.throws(() => createKey(lib, half), fails(/^CryptAcquireContextW$/, 0x8009000f))
    assert.equal(publicKey(lib, half.container), null)
    deleteKey(lib, referenceTo(half.container))
    assert.equal(createKey(lib, half).reference.container, half.container)
  })
  it('does not leave the machine', () => {
    const made = wish()
    createKey(lib, made)
    const [handle, key] = [pointer(), pointer()]
    must('CryptAcquireContextW', acquire(handle, made.container, null, 24, machineSilent))
    must('CryptGetUserKey', windows('advapi32', 'CryptGetUserKey', 'IPUP')(at(handle), 1, key))
    const size = Buffer.alloc(4)
    const exportKey = windows('advapi32', 'CryptExportKey', 'IPPUUPP')
    // PRIVATEKEYBLOB; NTE_BAD_KEY_STATE
    assert.equal(exportKey(at(key), null, 7, 0, null, size), 0)
    assert.equal(lastError(), 0x8009000b)
    windows('advapi32', 'CryptDestroyKey', 'IP')(at(key))
    windows('advapi32', 'CryptReleaseContext', 'IPU')(at(handle), 0)
  })
})

describe('a service', () => {
  const service = {startType: 'manual', account: 'LocalSystem'} as const
  it('that never gets further than starting is given up in time, and named', async () => {
    putService('Stuck', {...service, state: 'start-pending'})
    for (const call of [() => startService(lib, 'Stuck', 300), () => stopService(lib, 'Stuck', 300)])
      await assert.rejects(call, (error: unknown) => {
        assert.ok(error instanceof WindowsFailure)
        assert.deepEqual([error.why, error.message], ['timeout', 'Stuck is still start-pending after 0.3 s'])
        return true
      })
    removeService('Stuck')
  })
  it('that ends as soon as it is started is told by the code it ended with', async () => {
    putService('Broken', {...service, state: 'stopped'})
    // ERROR_MOD_NOT_FOUND
    program('Broken', `${serviceProgram} ends 126`)
    await assert.rejects(startService(lib, 'Broken', 5_000), fails(/^StartServiceW$/, 126))
  })
})

/** Gives a service another command line. */
function program(name: string, command: string): void {
  const manager = must('OpenSCManagerW', windows('advapi32', 'OpenSCManagerW', 'PSSU')(null, null, 0xf003f))
  const service = must('OpenServiceW', windows('advapi32', 'OpenServiceW', 'PPSU')(manager, name, 0xf01ff))
  const change = windows('advapi32', 'ChangeServiceConfigW', 'IPUUUSSPSSSS')
  const same = 0xffffffff
  must('ChangeServiceConfigW', change(service, same, same, same, command, null, null, null, null, null, null))
  for (const handle of [service, manager]) windows('advapi32', 'CloseServiceHandle', 'IP')(handle)
}

describe('the folder of the journals', () => {
  const folder = 'C:\\ProgramData\\npsmfa'
  const remove = () => rmSync(folder, {recursive: true, force: true})
  after(remove)
  it('is not made for looking', () => {
    remove()
    assert.deepEqual([journals(lib), readJournal(lib, 'a')], [[], null])
    assert.ok(!readdirSync('C:\\ProgramData').includes('npsmfa'))
  })
  it('is shut to others from the first moment', () => {
    remove()
    writeJournal(lib, 'a', 'text')
    // Wine keeps permissions of Unix: administrators are whoever made it, and nothing is said of being protected.
    assert.equal(daclOf(folder), '(A;OICI;FA;;;SY)(A;OICI;FA;;;me)')
    assert.deepEqual(readdirSync(folder).sort(), ['a'])
  })
  const planted: Record<string, () => void> = {
    'that everybody may write to': () => renameSync('C:\\open', folder),
    'that is a file': () => writeFileSync(folder, ''),
  }
  for (const [how, plant] of Object.entries(planted))
    it(`${how} is not trusted`, async () => {
      remove()
      plant()
      for (const call of [
        async () => takeLock(lib),
        async () => writeJournal(lib, 'a', ''),
        async () => readJournal(lib, 'a'),
        async () => journals(lib),
        async () => removeJournal(lib, 'a'),
      ])
        await assert.rejects(call, /was not made by npsmfa|others than administrators/)
    })

  /** The entries of a folder's DACL; whoever runs this is "me". */
  function daclOf(path: string): string {
    const [owner, dacl, descriptor, text] = [pointer(), pointer(), pointer(), pointer()]
    windows('advapi32', 'GetNamedSecurityInfoW', 'USIUPPPPP')(path, 1, 5, owner, null, dacl, null, descriptor)
    const convert = windows('advapi32', 'ConvertSecurityDescriptorToStringSecurityDescriptorW', 'IPUUPP')
    must('Convert…', convert(at(descriptor), 1, 5, text, null))
    const said = lib.koffi.decode.string16(at(text))
    const me = /^O:(S-[\d-]+)/.exec(said)?.[1] ?? ''
    return said.replace(/^.*?D:/, '').replaceAll(me, 'me')
  }
})

describe('everything taken from Windows', () => {
  before(async () => {
    const {reference, publicKey} = createKey(lib, wish())
    const certificate = await certificateOver(publicKey)
    const thumbprint = new X509Certificate(certificate).fingerprint.replaceAll(':', '')
    for (const key of [reference, reference]) addCertificate(lib, certificate, key)
    assert.throws(() => addCertificate(lib, certificate, null), WindowsFailure)
    for (const wanted of [thumbprint, thumbprint]) removeCertificate(lib, wanted)
    setKeyDacl(lib, reference, sddl)
    signWithKey(lib, reference.container, Buffer.alloc(1))
    setRegistryValue(lib, 'SOFTWARE\\npsmfa', {name: 'x', type: 'REG_SZ', data: ''})
    for (const name of ['x', 'absent']) deleteRegistryValue(lib, 'SOFTWARE\\npsmfa', name)
    assert.deepEqual(dependentServices(lib, 'Broken'), [])
  })
  it('is given back, by what failed as well', () => assert.deepEqual(windowsFunctions.open(), []))
})
