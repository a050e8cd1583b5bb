import assert from 'node:assert/strict'
import {verify, X509Certificate} from 'node:crypto'
import {describe, it} from 'node:test'
import {makeKey} from '../../src/certificates/key.ts'
import {makeCertificate} from '../../src/certificates/make.ts'
import {decidedBy, rightsOf} from '../../src/codecs/access.ts'
import type {KeyReference} from '../../src/world/windows/api.ts'
import {WindowsFailure} from '../../src/world/windows/failure.ts'
import {certificates} from '../../src/world/windows/koffi/certificates.ts'
import {privateKey} from '../../src/world/windows/koffi/keys.ts'
import {libOf} from '../../src/world/windows/koffi/lib.ts'
import {cryptFunctions} from '../../src/world/windows/koffi/lib-crypt.ts'
import {loadKoffi} from '../../src/world/windows/koffi/load.ts'
import {sign} from '../../src/world/windows/koffi/sign.ts'
import {counted} from './counted.ts'
import {containerOf, putKey, setDacl} from './fixture/keys.ts'
import {derOf, vendorDacl} from './fixture/prepare.ts'
import {addCertificates, clearStore} from './fixture/store.ts'

// What runs inside Wine, without the collector: what the contract does not tell of.
const windows = counted(libOf(loadKoffi(), cryptFunctions))
const {lib} = windows
const data = Buffer.from('a statement to be signed')
const rsaKey = makeKey()

async function put(
  reference: KeyReference,
  key: string | null,
): Promise<{certificate: string; thumbprint: string}> {
  const day = 86_400_000
  const {certificate} = await makeCertificate({
    subject: {CN: reference.container},
    key: await rsaKey,
    notBefore: new Date(Date.now() - day),
    notAfter: new Date(Date.now() + day),
  })
  if (key !== null) putKey(containerOf(reference), key, false, vendorDacl)
  addCertificates([{der: derOf(certificate), key: reference}])
  return {certificate, thumbprint: new X509Certificate(certificate).fingerprint.replaceAll(':', '')}
}
const inCapi = (container: string, providerType: number, provider: string): KeyReference => ({
  ...{container, providerType, provider},
  keySpec: 1,
  machine: true,
})
const failure = (call: string, code: number) => (error: unknown) => {
  assert.ok(error instanceof WindowsFailure, String(error))
  assert.deepEqual([error.call, error.code.toString(16)], [call, code.toString(16)])
  return true
}

describe('a machine that never had a certificate', () => {
  it('has none, and no keys', () => {
    assert.deepEqual(certificates(lib), [])
    assert.equal(privateKey(lib, '00'.repeat(20)), null)
  })
  it('has none after the last one has gone', async () => {
    await put(inCapi('passing', 24, ''), null)
    clearStore()
    assert.deepEqual(certificates(lib), [])
  })
})

const aes = 'Microsoft Enhanced RSA and AES Cryptographic Provider'
describe('a key signs with SHA-256', () => {
  for (const [name, reference] of Object.entries({
    'though its provider cannot': inCapi('full', 1, 'Microsoft Enhanced Cryptographic Provider v1.0'),
    'though the certificate does not say for what it is': {...inCapi('spec 3', 24, aes), keySpec: 3},
    'though the certificate does not say that it is the machine’s': {
      ...inCapi('user', 24, aes),
      machine: false,
    },
    'with a name of 200 letters of any kind': inCapi(`Ü{${'ß'.repeat(198)}`, 24, aes),
  }))
    it(name, async () => {
      const {certificate, thumbprint} = await put(reference, await rsaKey)
      const signature = sign(lib, thumbprint, data)
      assert.ok(verify('sha256', data, certificate, signature))
      assert.match(privateKey(lib, thumbprint)!.provider, /RSA and AES/)
      assert.deepEqual(certificates(lib).find((c) => c.thumbprint === thumbprint)?.key, reference)
    })
  it('nothing is a statement, too', async () => {
    const {certificate, thumbprint} = await put(inCapi('empty', 24, aes), await rsaKey)
    assert.ok(verify('sha256', Buffer.alloc(0), certificate, sign(lib, thumbprint, Buffer.alloc(0))))
  })
})

describe('a key that cannot be used', () => {
  it('of a provider that is not there is named by that', async () => {
    const {thumbprint} = await put(inCapi('unknown', 1, 'Contoso Smart Card Provider'), null)
    assert.throws(() => privateKey(lib, thumbprint), failure('CryptAcquireContextW', 0x80090019))
    assert.throws(() => sign(lib, thumbprint, data), failure('CryptAcquireContextW', 0x80090019))
  })
  it('of a CNG provider that is not there, too', async () => {
    const reference = {...inCapi('unknown cng', 0, 'Contoso Key Storage Provider'), keySpec: 0}
    const {thumbprint} = await put(reference, null)
    assert.throws(() => sign(lib, thumbprint, data), failure('NCryptOpenStorageProvider', 0x80090017))
  })
  it('of CNG that is gone is a missing key set', async () => {
    const reference = {...inCapi('gone', 0, 'Microsoft Software Key Storage Provider'), keySpec: 0}
    const {thumbprint} = await put(reference, null)
    assert.throws(() => privateKey(lib, thumbprint), failure('NCryptOpenKey', 0x80090016))
  })
  it('is not taken for the key of another certificate', async () => {
    const {thumbprint} = await put(inCapi('foreign', 24, aes), await makeKey())
    assert.throws(() => sign(lib, thumbprint, data), failure('CryptVerifySignatureW', 0x80090006))
  })
})

describe('what NETWORK SERVICE may do is read from Windows', () => {
  const token = ['S-1-5-20', 'S-1-1-0', 'S-1-5-6', 'S-1-5-11', 'S-1-5-32-545']
  for (const [dacl, rights, by] of [
    [vendorDacl, 'granted', '(A;;0x80120089;;;NS)'],
    ['D:(A;;0xd01f01ff;;;SY)(A;;0xd01f01ff;;;BA)', 'denied', null],
    [`D:(D;;GR;;;SU)${vendorDacl.slice(2)}`, 'denied', '(D;;GR;;;SU)'],
    ['D:(A;;FA;;;BA)(A;;FR;;;S-1-5-20)', 'granted', '(A;;FR;;;NS)'],
    ['D:(A;;FA;;;BA)(A;;FR;;;S-1-5-21-1-2-3-1200)', 'denied', null],
  ] as const)
    for (const reference of [
      inCapi('rights', 24, aes),
      {...inCapi('rights', 0, 'Microsoft Software Key Storage Provider'), keySpec: 0},
    ])
      it(`${reference.providerType ? 'CAPI' : 'CNG'}: ${dacl}`, async () => {
        const {thumbprint} = await put(reference, await rsaKey)
        setDacl(containerOf(reference), dacl)
        const sddl = privateKey(lib, thumbprint)!.sddl
        assert.equal(rightsOf(sddl, token, true), rights)
        assert.equal(decidedBy(sddl, token, true), by)
      })
})

describe('everything taken from Windows', () => {
  it('is given back, by what failed as well', () => assert.deepEqual(windows.open(), []))
})
