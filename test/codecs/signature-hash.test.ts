import assert from 'node:assert/strict'
import {execFileSync} from 'node:child_process'
import {createHash, X509Certificate} from 'node:crypto'
import {readFileSync} from 'node:fs'
import {join} from 'node:path'
import {test} from 'node:test'
import fc from 'fast-check'
import {BerError} from '../../src/codecs/ber.ts'
import {signatureHash} from '../../src/codecs/signature-hash.ts'
import {endPointBinding} from '../../src/world/directory/negotiate.ts'
import {authority} from '../support/raw-server.ts'
import {temporaryFolder} from '../support/temp.ts'
import {testWith} from '../tools.ts'

const rsa = ['-newkey', 'rsa:2048']
const ec = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1']
const pss = (hash: string) => [...rsa, '-sigopt', 'rsa_padding_mode:pss', `-${hash}`]
const signatures: readonly [what: string, options: readonly string[], hash: string | null][] = [
  ['RSA with SHA-1', [...rsa, '-sha1'], 'sha256'],
  ['RSA with SHA-256', [...rsa, '-sha256'], 'sha256'],
  ['RSA with SHA-384', [...rsa, '-sha384'], 'sha384'],
  ['RSA with SHA-512', [...rsa, '-sha512'], 'sha512'],
  ['RSA-PSS with SHA-1', pss('sha1'), 'sha256'],
  ['RSA-PSS with SHA-256', pss('sha256'), 'sha256'],
  ['RSA-PSS with SHA-384', pss('sha384'), 'sha384'],
  ['ECDSA with SHA-1', [...ec, '-sha1'], 'sha256'],
  ['ECDSA with SHA-256', [...ec, '-sha256'], 'sha256'],
  ['ECDSA with SHA-384', [...ec, '-sha384'], 'sha384'],
  ['ECDSA with SHA-512', [...ec, '-sha512'], 'sha512'],
  ['Ed25519, which hashes in its own way', ['-newkey', 'ed25519'], null],
]

testWith('openssl')('a certificate is known by the hash of its signature, and never by a weak one', () => {
  const file = join(temporaryFolder(), 'made')
  for (const [what, options, hash] of signatures) {
    const made = ['req', '-x509', '-nodes', '-subj', '/CN=dc1', '-outform', 'DER', '-keyout', '/dev/null']
    execFileSync('openssl', [...made, '-out', file, ...options], {stdio: 'pipe'})
    const der = readFileSync(file)
    assert.equal(signatureHash(der), hash, what)
    const binding =
      hash && Buffer.concat([Buffer.from('tls-server-end-point:'), createHash(hash).update(der).digest()])
    assert.deepEqual(endPointBinding(der), binding, what)
  }
})

const {raw} = new X509Certificate((await authority()).ca)

test('any bytes are read or refused', () => {
  const damaged = fc.tuple(fc.nat(raw.length - 1), fc.nat(255)).map(([at, value]) => raw.with(at, value))
  const property = fc.property(fc.oneof(fc.uint8Array({maxLength: 200}), damaged), (bytes) => {
    try {
      signatureHash(Buffer.from(bytes))
    } catch (error) {
      assert.ok(error instanceof BerError, String(error))
    }
    endPointBinding(Buffer.from(bytes))
  })
  fc.assert(property, {numRuns: 2000})
  assert.equal(endPointBinding(undefined), null)
})
