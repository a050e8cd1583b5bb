import assert from 'node:assert/strict'
import {execFileSync} from 'node:child_process'
import {X509Certificate} from 'node:crypto'
import {mkdtempSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {makeCertificate} from '../../src/certificates/make.ts'
import {testWith} from '../tools.ts'

const test = testWith('openssl')

const day = 86_400_000
const around = {notBefore: new Date(Date.now() - day), notAfter: new Date(Date.now() + day)}

test('openssl accepts the chain, strictly', async () => {
  const root = await makeCertificate({subject: {O: 'Contoso', CN: 'root'}, ...around, ca: true})
  const subject = {CN: 'zoë.contoso.example'}
  const dnsNames = ['a.contoso.example', 'b.contoso.example']
  const leaf = await makeCertificate({subject, issuer: root, ...around, dnsNames, ipAddresses: ['127.0.0.1']})
  const folder = mkdtempSync(join(tmpdir(), 'npsmfa-make-'))
  const [ca, own] = [join(folder, 'ca.pem'), join(folder, 'leaf.pem')]
  writeFileSync(ca, root.certificate)
  writeFileSync(own, leaf.certificate)
  const said = execFileSync('openssl', [
    'verify',
    '-x509_strict',
    '-purpose',
    'sslserver',
    '-CAfile',
    ca,
    own,
  ])
  assert.match(said.toString(), /OK/)
  const certificate = new X509Certificate(leaf.certificate)
  assert.ok(certificate.checkHost('b.contoso.example') && certificate.checkIP('127.0.0.1'))
  assert.equal(certificate.subject, 'CN=zoë.contoso.example')
  assert.equal(certificate.issuer, 'O=Contoso\nCN=root')
})

test('a self-signed certificate verifies with its own key, and a given key is used', async () => {
  const first = await makeCertificate({subject: {CN: 'one'}, ...around, clientAuth: true})
  const second = await makeCertificate({subject: {CN: 'two'}, ...around, key: first.key})
  const [one, two] = [first, second].map(({certificate}) => new X509Certificate(certificate))
  assert.ok(one!.verify(two!.publicKey))
  assert.deepEqual(one!.keyUsage, ['1.3.6.1.5.5.7.3.2'])
  assert.notEqual(one!.serialNumber, two!.serialNumber)
  assert.equal(second.key, first.key)
})
