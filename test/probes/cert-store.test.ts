import assert from 'node:assert/strict'
import {describe, it} from 'node:test'
import fc from 'fast-check'
import {type Candidate, certificateStore} from '../../src/facts/certificate-store.ts'
import type {Deployment} from '../../src/facts/deployment.ts'
import {newMaker} from '../../src/lab/maker.ts'
import probe from '../../src/probes/certificate-store.win32.ts'
import best from '../../src/probes/extension-certificate.win32.ts'
import {identifierOf} from '../../src/probes/shared/certificate-identifier.ts'
import type {StoreCertificate, WinApi} from '../../src/world/windows/api.ts'
import {memoryWinApi} from '../../src/world/windows/memory.ts'
import type {World} from '../../src/world/world.ts'
import {serverWith} from '../support/windows-server.ts'

const tenant = '3f2b9c1e-7a54-4d0b-9c86-5e1d2a7f4b60'
const vendor = `CN=${tenant}, OU=Microsoft NPS Extension`
const day = 86_400_000
const inDays = (days: number) => new Date(Date.now() + days * day)
const no = new AbortController().signal

const look = async (windows: Partial<WinApi>, certificateIdentifier: string | null = vendor) => {
  const deployment = {certificateIdentifier} as Deployment
  const registry = {present: true as const, writtenAt: null, values: []}
  const store = await probe.look({deployment, registry}, {windows, credential: null} as World, no, '')
  const result = certificateStore.shape['~standard'].validate(store) as {issues?: unknown}
  assert.equal(result.issues, undefined)
  return store
}
const holding = (certificates: StoreCertificate[]) => ({certificates: async () => certificates})
const selected = async (windows: Partial<WinApi>) =>
  best.look({store: await look(windows)}, {} as World, no, '')

const maker = newMaker()
const made = await maker.extensionCertificate()
const entry = async (windows: WinApi) => (await windows.certificates())[0]!
const healthy = await entry(memoryWinApi(serverWith([made])))

describe('the certificates that the extension may select', () => {
  it('are found by a subject in any order, case and blanks', async () => {
    for (const text of [
      vendor,
      `OU=Microsoft NPS Extension, CN=${tenant}`,
      `cn = ${tenant.toUpperCase()} ,ou=microsoft  nps extension`,
      `CN="${tenant}",OU="Microsoft NPS Extension"`,
    ]) {
      const {identifier, candidates} = await look(holding([healthy]), text)
      assert.deepEqual([identifier?.form, candidates[0]?.matches], ['subject', 'subject'], text)
    }
  })
  it('are not found by a part of the subject, or by more than it', async () => {
    for (const text of [`CN=${tenant}`, `${vendor}, O=Contoso`, 'CN=', '=', 'Microsoft NPS Extension']) {
      const {candidates} = await look(holding([healthy]), text)
      assert.deepEqual(
        candidates.map((c) => c.matches),
        [null],
        text,
      )
    }
  })
  it('are found by a thumbprint, which is untidy with whatever else came along', async () => {
    const {thumbprint} = healthy
    const spaced = thumbprint.replace(/../g, '$& ').trim()
    for (const [text, tidy] of [
      [thumbprint, true],
      [thumbprint.toLowerCase(), true],
      [spaced, false],
      [`\u200e${thumbprint}`, false],
    ] as const) {
      const {identifier, candidates} = await look(holding([healthy]), text)
      assert.deepEqual([identifier?.tidy, candidates[0]?.matches], [tidy, 'thumbprint'], text)
    }
  })
  it('are listed with the tenants’ of before, but without anybody else’s', async () => {
    const former = await maker.extensionCertificate({tenantId: '7d1b64e0-93c5-4f3e-8a27-0c9e51f2d6b8'})
    const adfs = await maker.extensionCertificate({unit: 'Microsoft AD FS Azure MFA'})
    const {candidates, total} = await look(memoryWinApi(serverWith([former, adfs, made])))
    assert.deepEqual(
      candidates.map((c) => c.matches),
      ['subject', null],
    )
    assert.equal(total, 3)
  })
  it('tell their purposes, the size of the key, and where it is', async () => {
    const small = await maker.extensionCertificate({bits: 1024, forServers: true})
    const [c] = (await look(memoryWinApi(serverWith([small])))).candidates
    assert.deepEqual([c?.purposes, c?.keyType, c?.keyBits], [['1.3.6.1.5.5.7.3.1'], 'rsa', 1024])
    assert.equal(c?.keyPlace?.providerType, 24)
    assert.doesNotMatch(JSON.stringify(c), /\{[0-9a-f]{40}\}/, 'the container’s name is kept')
  })
})

describe('a store that is not as it should be', () => {
  it('with corrupt certificates: they are counted, the others found', async () => {
    const corrupt = [
      '',
      'MII',
      '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----',
      '\0'.repeat(9),
    ]
    const entries = corrupt.map((certificate) => ({certificate, thumbprint: '00', key: null}))
    const {unreadable, candidates} = await look(holding([...entries, healthy]))
    assert.deepEqual([unreadable, candidates.length], [4, 1])
  })
  it('with 2,000 certificates: looked through in less than a second', async () => {
    const other = await entry(memoryWinApi(serverWith([await maker.extensionCertificate({unit: 'Other'})])))
    const started = performance.now()
    const {total, candidates} = await look(holding([...Array<StoreCertificate>(1999).fill(other), healthy]))
    assert.deepEqual([total, candidates.length], [2000, 1])
    assert.ok(performance.now() - started < 1000)
  })
  it('with 2,000 that match: a hundred are kept', async () => {
    const {candidates} = await look(holding(Array<StoreCertificate>(2000).fill(healthy)))
    assert.equal(candidates.length, 100)
  })
  it('that cannot be opened: the call and its code', async () => {
    const server = {...serverWith([made]), failing: {certificates: {call: 'CertOpenStore', code: 0x80070005}}}
    await assert.rejects(look(memoryWinApi(server)), {
      why: 'denied',
      message: 'CertOpenStore failed: 0x80070005',
    })
  })
  it('no identifier reads more of it than is there, however long', () => {
    fc.assert(
      fc.property(fc.string({maxLength: 300}), (text) => {
        assert.equal(identifierOf(text).names({subject: '', thumbprint: ''}), false)
      }),
    )
    const started = performance.now()
    for (const piece of ['a', 'a=', ',', '"', '\\', ' '])
      identifierOf(piece.repeat(65_536)).names(Object({...healthy, subject: vendor}))
    assert.ok(performance.now() - started < 1000)
  })
})

describe('of several, the one that tokens are asked with', () => {
  const thumbprints = (found: readonly Candidate[]) => found.map((c) => c.sha1)
  it('lasts longest, of those that are valid and have a key', async () => {
    const shorter = await maker.extensionCertificate({notAfter: inDays(100)})
    const expired = await maker.extensionCertificate({notBefore: inDays(-800), notAfter: inDays(-70)})
    const future = await maker.extensionCertificate({notBefore: inDays(5)})
    const keyless = {...(await maker.extensionCertificate({notBefore: inDays(-1)})), key: null}
    const windows = memoryWinApi(serverWith([expired, future, keyless, shorter, made]))
    assert.equal((await selected(windows)).sha1, healthy.thumbprint)
    assert.equal(thumbprints((await look(windows)).candidates).length, 5)
  })
  it('is an expired one where there is no other, so that this can be said', async () => {
    const expired = await maker.extensionCertificate({notBefore: inDays(-800), notAfter: inDays(-70)})
    assert.ok(Date.parse((await selected(memoryWinApi(serverWith([expired])))).notAfter) < Date.now())
  })
  it('is none where none matches', async () => {
    await assert.rejects(selected(holding([])), {why: 'error', message: /matches CLIENT_CERT_IDENTIFIER/})
  })
})
