import assert from 'node:assert/strict'
import {test} from 'node:test'
import type {CertificateAndKey} from '../../src/certificates/make.ts'
import {ask} from '../../src/world/http.ts'
import type {LayerFailure} from '../../src/world/net/layers.ts'
import {authority, selfSigned, tlsServer} from '../support/raw-server.ts'
import {routeTo} from '../support/route.ts'

const host = 'mfa.example'
const [genuine, stranger] = await Promise.all([authority(), authority('Contoso Inspection')])

const rejected: [what: string, own: Promise<CertificateAndKey>, code: string, issuer: string | null][] = [
  ['expired', genuine.certificate(host, -20, -2), 'expired', 'DigiCert Inc'],
  ['not yet valid', genuine.certificate(host, 2, 20), 'not-yet-valid', 'DigiCert Inc'],
  ['for another name', genuine.certificate('other.example'), 'wrong-name', 'DigiCert Inc'],
  ['signed by itself', selfSigned(host), 'untrusted', null],
  ['of an authority that is not trusted', stranger.certificate(host), 'untrusted', 'Contoso Inspection'],
]

for (const [what, own, code, issuer] of rejected)
  test(`a certificate ${what} is rejected, and reported all the same`, async () => {
    const {certificate, key} = await own
    const port = await tlsServer({certificate, key}, null)
    const failure = await ask(
      routeTo(port, genuine.ca),
      new URL(`https://${host}/`),
      AbortSignal.timeout(3000),
    ).then(
      () => assert.fail('it was accepted'),
      (error: LayerFailure) => error,
    )
    assert.deepEqual([failure.layer, failure.code], ['tls', code], failure.message)
    const [leaf] = failure.path.chain ?? []
    assert.equal(leaf?.subject, what === 'for another name' ? 'CN=other.example' : `CN=${host}`)
    assert.equal(leaf?.issuerOrganisation, issuer)
    assert.match(leaf?.validTo ?? '', /^\d{4}-\d\d-\d\dT/)
    assert.match(leaf?.thumbprint ?? '', /^[0-9A-F]{40}$/)
    assert.match(failure.path.protocol ?? '', /^TLSv1\.[23]$/)
  })

test('a server that only speaks TLS 1.1 is named as that', async () => {
  const own = await genuine.certificate(host)
  const old = {minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0'} as const
  const port = await tlsServer(own, null, old)
  await assert.rejects(
    ask(routeTo(port, genuine.ca), new URL(`https://${host}/`), AbortSignal.timeout(3000)),
    {
      layer: 'tls',
      code: 'version',
    },
  )
})
