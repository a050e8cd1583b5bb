import assert from 'node:assert/strict'
import {createVerify, X509Certificate} from 'node:crypto'
import {describe, it} from 'node:test'
import {makeCertificate} from '../../src/certificates/make.ts'
import {healthyServer} from '../../src/lab/healthy/server.ts'
import {memoryWinApi} from '../../src/world/windows/memory.ts'

const day = 86_400_000
const {certificate, key} = await makeCertificate({
  subject: {CN: 'x'},
  notBefore: new Date(),
  notAfter: new Date(Date.now() + day),
})
const api = memoryWinApi(healthyServer({certificate, key}))
const thumbprint = new X509Certificate(certificate).fingerprint.replaceAll(':', '')

describe('a Windows server in memory', () => {
  it('finds keys and services whatever their case, and says null of what is absent', async () => {
    assert.equal((await api.registry('software\\microsoft\\AZUREMFA'))?.values[0]?.name, 'TENANT_ID')
    assert.equal(await api.registry('SOFTWARE\\None'), null)
    assert.equal((await api.service('ias'))?.state, 'running')
    assert.equal(await api.service('none'), null)
  })
  it('signs with a key of its store, and names the failing call where there is none', async () => {
    const data = Buffer.from('to be signed')
    const signature = await api.sign(thumbprint.toLowerCase(), data)
    assert.ok(createVerify('RSA-SHA256').update(data).verify(certificate, signature))
    await assert.rejects(api.sign('00'.repeat(20), data), /CryptAcquireContextW failed: 0x80090016/)
  })
})
