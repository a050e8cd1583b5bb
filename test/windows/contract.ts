import assert from 'node:assert/strict'
import {verify, X509Certificate} from 'node:crypto'
import {describe, it} from 'node:test'
import type {WinApi} from '../../src/world/windows/api.ts'
import {WindowsFailure} from '../../src/world/windows/failure.ts'
import {type ContractMachine, contractKey, type Which} from './contract-machine.ts'

const iso = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/
const derOf = (pem: string) => pem.replaceAll(/-----[^-]+-----|\s/g, '')
const fails = (call: RegExp, code: number) => (error: unknown) => {
  assert.ok(error instanceof WindowsFailure, String(error))
  assert.match(error.call, call)
  assert.equal(error.code, code)
  return true
}

/** What every `WinApi` answers about the contract's machine, be it in memory or the real Windows functions. */
export function contract(api: WinApi, {machine, certificates}: ContractMachine): void {
  const thumbprint = (which: Which) =>
    new X509Certificate(certificates[which].certificate).fingerprint.replaceAll(':', '')
  const data = Buffer.from('a statement to be signed')

  describe('registry', () => {
    for (const {name, type, data} of machine.registry[contractKey]!.values)
      it(`gives ${type} “${name}” as it is`, async () => {
        const key = await api.registry(contractKey)
        assert.deepEqual(
          key?.values.find((value) => value.name === name),
          {name, type, data},
        )
      })
    it('cuts a value that is too long, and says so', async () => {
      const value = (await api.registry(`${contractKey} large`))?.values[0]
      assert.equal(value?.cut, true)
      assert.equal(value?.data, 'x'.repeat(32_768))
    })
    it('names the keys below', async () => {
      assert.deepEqual([...((await api.registry(contractKey))?.subkeys ?? [])].sort(), ['Beside', 'below'])
      assert.deepEqual((await api.registry(`${contractKey}\\below`))?.subkeys, ['far below'])
    })
    it('finds a key whatever its case', async () => {
      assert.equal((await api.registry(contractKey.toUpperCase()))?.values.length, 11)
    })
    it('says null of an absent key', async () => {
      assert.equal(await api.registry(`${contractKey}\\absent`), null)
      assert.equal(await api.registry('S-1-5-99\\Software', 'HKEY_USERS'), null)
    })
    it('says when a key was written', async () => {
      assert.match((await api.registry(contractKey))?.writtenAt ?? '', iso)
    })
    it('looks at the 64-bit view', async () => {
      assert.equal(await api.registry('SOFTWARE\\npsmfa 32'), null)
      assert.equal((await api.registry('SOFTWARE\\WOW6432Node\\npsmfa 32'))?.values[0]?.data, '32')
    })
    it('looks at other accounts', async () => {
      const key = await api.registry('S-1-5-20\\Software\\npsmfa contract', 'HKEY_USERS')
      assert.deepEqual(key?.values, [{name: 'ProxyEnable', type: 'REG_DWORD', data: 1}])
    })
  })

  describe('certificates', () => {
    it('are all there, byte for byte', async () => {
      const found = await api.certificates()
      const wanted = machine.certificates.map(({certificate}) => derOf(certificate)).sort()
      assert.deepEqual(found.map(({certificate}) => derOf(certificate)).sort(), wanted)
    })
    for (const which of ['capi', 'schannel', 'cng', 'tpm', 'gone', 'keyless', 'garbled'] as const)
      it(`say where the key is: ${which}`, async () => {
        const found = (await api.certificates()).find((c) => c.thumbprint === thumbprint(which))
        assert.deepEqual(found?.key, certificates[which].reference ?? null)
      })
  })

  describe('a private key', () => {
    for (const which of ['capi', 'schannel', 'cng', 'tpm'] as const)
      it(`is described with its DACL verbatim: ${which}`, async () => {
        const key = await api.privateKey(thumbprint(which))
        const {api: how, exportable, sddl} = certificates[which].facts!
        assert.deepEqual({...key, provider: ''}, {api: how, exportable, sddl, provider: ''})
        assert.match(key?.provider ?? '', /^Microsoft .*Provider/)
      })
    it('is null where the certificate has none', async () => {
      assert.equal(await api.privateKey(thumbprint('keyless')), null)
      assert.equal(await api.privateKey('00'.repeat(20)), null)
    })
    it('that is gone fails with the call and its code', async () => {
      await assert.rejects(api.privateKey(thumbprint('gone')), fails(/^CryptAcquireContextW$/, 0x80090016))
    })
  })

  describe('signing', () => {
    for (const which of ['capi', 'schannel', 'cng'] as const)
      it(`gives what the certificate verifies: ${which}`, async () => {
        const signature = await api.sign(thumbprint(which).toLowerCase(), data)
        assert.ok(
          verify('sha256', data, new X509Certificate(certificates[which].certificate).publicKey, signature),
        )
      })
    it('fails with the call and its code where the key is gone', async () => {
      await assert.rejects(api.sign(thumbprint('gone'), data), fails(/^CryptAcquireContextW$/, 0x80090016))
    })
    it('fails where there is no key, and no certificate', async () => {
      await assert.rejects(api.sign(thumbprint('keyless'), data), WindowsFailure)
      await assert.rejects(api.sign('00'.repeat(20), data), WindowsFailure)
    })
    it('refuses the key of another certificate', async () => {
      await assert.rejects(api.sign(thumbprint('other-key'), data), fails(/./, 0x80090006))
    })
  })

  describe('services', () => {
    for (const [name, service] of Object.entries(machine.services))
      it(`are as the service manager has them: ${name}`, async () => {
        const found = await api.service(name.toLowerCase())
        assert.ok(found)
        const {startedAt, ...rest} = service
        assert.deepEqual({...found, startedAt: null}, {...rest, startedAt: null})
        assert.equal(found.startedAt !== null, startedAt !== null, String(found.startedAt))
        if (found.startedAt) assert.ok(Math.abs(Date.now() - Date.parse(found.startedAt)) < 600_000)
      })
    it('are null where there is none', async () => assert.equal(await api.service('absent'), null))
  })

  describe('files', () => {
    it('say their version and company', async () => {
      const found = await api.file('c:\\CONTRACT\\versioned Ü.dll')
      assert.deepEqual([found?.version, found?.company], ['1.2.2893.1', 'Microsoft Corporation'])
      assert.match(found?.modifiedAt ?? '', iso)
    })
    it('may have no version', async () => {
      const found = await api.file('C:\\contract\\plain.txt')
      assert.deepEqual([found?.version, found?.company], [null, null])
    })
    it('are null where there is none', async () => {
      assert.equal(await api.file('C:\\contract\\absent.dll'), null)
      assert.equal(await api.file('C:\\absent\\absent.dll'), null)
      assert.equal(await api.text('C:\\contract\\absent.txt'), null)
    })
    it('are read as text', async () => {
      assert.equal(await api.text('C:\\contract\\plain.txt'), 'Grüße\nβ')
    })
  })

  describe('accounts', () => {
    for (const [name, sid] of Object.entries({
      'NT AUTHORITY\\NetworkService': 'S-1-5-20',
      'NT AUTHORITY\\NETWORK SERVICE': 'S-1-5-20',
      LocalSystem: 'S-1-5-18',
      'CONTOSO\\nobody': null,
    }))
      it(`have the SID that Windows gives them: ${name}`, async () =>
        assert.equal(await api.accountSid(name), sid))
  })

  describe('events', () => {
    it('come newest first, as XML', async () => {
      const found = await api.events({channel: 'System', xpath: '*', limit: 100})
      assert.deepEqual(found, ['<Event>ü 2</Event>', '<Event>1</Event>'])
    })
    it('are no more than was asked for', async () => {
      const found = await api.events({channel: 'Many', xpath: '*', limit: 250})
      assert.equal(found?.length, 250)
      assert.equal(found?.at(-1), '<Event>51</Event>')
    })
    it('are null where there is no such channel', async () => {
      assert.equal(await api.events({channel: 'Absent', xpath: '*', limit: 1}), null)
    })
    it('have channels with names, which record or not', async () => {
      assert.deepEqual([...(await api.eventChannels())].sort(), Object.keys(machine.events).sort())
      assert.equal(await api.channelEnabled('System'), true)
      assert.equal(await api.channelEnabled('Microsoft-AzureMfa-AuthZ/AuthZOptCh'), false)
      assert.equal(await api.channelEnabled('Absent'), null)
    })
  })

  describe('the machine', () => {
    it('says what it is', async () => {
      const {version, product, systemFolder} = await api.system()
      assert.deepEqual([version, product], ['10.0.20348', 'server'])
      assert.match(systemFolder, /^C:\\windows\\system32$/i)
    })
    it('says who is there', async () => {
      const {computer, account, sid, elevated} = await api.identity()
      assert.match(computer, /^[\w-]+$/)
      assert.match(account, /^[^\\]+\\[^\\]+$/)
      assert.match(sid, /^S-1-5-\d+/)
      assert.equal(elevated, true)
    })
    it('is in no domain', async () => assert.equal(await api.joinedDomain(), null))
    it('has a WinHTTP proxy', async () => assert.deepEqual(await api.winHttpProxy(), machine.winHttpProxy))
  })
}
