import assert from 'node:assert/strict'
import {execFileSync} from 'node:child_process'
import {createHash, createPublicKey, createSign, generateKeyPairSync, X509Certificate} from 'node:crypto'
import {mkdtempSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {type ExternalWish, selfSignedOver} from '../../src/certificates/external.ts'
import {makeKey} from '../../src/certificates/key.ts'
import {makeCertificate} from '../../src/certificates/make.ts'
import {readBer} from '../../src/codecs/ber.ts'
import {testWith} from '../tools.ts'

const test = testWith('openssl')

const day = 86_400_000
const tenant = '3f2b9c1e-7a54-4d0b-9c86-5e1d2a7f4b60'
const subject = {OU: 'Microsoft NPS Extension', CN: tenant}
const dates = {notBefore: new Date(Date.now() - day), notAfter: new Date(Date.now() + 730 * day)}
const key = await makeKey()
const publicPem = (pem: string) => createPublicKey(pem).export({type: 'spki', format: 'pem'}).toString()
const signWith = (pem: string) => async (data: Uint8Array) => createSign('RSA-SHA256').update(data).sign(pem)
const make = (more: Partial<ExternalWish> = {}, by = key) =>
  selfSignedOver({subject, publicKey: publicPem(key), ...dates, ...more}, signWith(by))
const folder = mkdtempSync(join(tmpdir(), 'npsmfa-external-'))
const openssl = (der: Uint8Array, ...args: string[]) => {
  const file = join(folder, 'certificate.pem')
  writeFileSync(file, new X509Certificate(der).toString())
  return execFileSync('openssl', [
    ...args,
    ...(args[0] === 'verify' ? ['-CAfile', file, file] : ['-in', file]),
  ]).toString()
}

test('it verifies, belongs to the key, and is what the extension wants', async () => {
  const der = await make()
  const certificate = new X509Certificate(der)
  assert.ok(certificate.verify(createPublicKey(key)))
  assert.ok(certificate.raw.equals(der), 'nothing but the certificate')
  assert.deepEqual(certificate.keyUsage, ['1.3.6.1.5.5.7.3.2'])
  assert.equal(certificate.ca, false)
  // Windows prints the other way round, as the setup script writes it: CN=<tenant>, OU=Microsoft NPS Extension.
  assert.deepEqual(certificate.subject.split('\n').reverse(), [`CN=${tenant}`, 'OU=Microsoft NPS Extension'])
  assert.equal(certificate.issuer, certificate.subject)
  const seconds = (date: Date | string) => Math.floor(new Date(date).getTime() / 1000)
  assert.deepEqual(
    [certificate.validFrom, certificate.validTo].map(seconds),
    [dates.notBefore, dates.notAfter].map(seconds),
  )
})

test('openssl verifies it, strictly, and prints it as it should be', async () => {
  const der = await make()
  assert.match(openssl(der, 'verify', '-purpose', 'sslclient', '-check_ss_sig', '-x509_strict'), /OK/)
  const text = openssl(der, 'x509', '-noout', '-text')
  assert.match(text, /Version: 3 \(0x2\)/)
  assert.equal(text.match(/Signature Algorithm: sha256WithRSAEncryption/g)?.length, 2)
  assert.match(text, /Basic Constraints: critical\s+CA:FALSE/)
  assert.match(text, /X509v3 Key Usage: critical\s+Digital Signature\n/)
  assert.match(text, /Extended Key Usage:\s+TLS Web Client Authentication\n/)
  // RFC 5280 §4.2.1.2 (1): the SHA-1 of the key's bits.
  const spki = readBer(createPublicKey(key).export({type: 'spki', format: 'der'}))
  const [ski] = /(?<=Subject Key Identifier:\s+)[0-9A-F:]{59}/.exec(text)!
  const bits = spki.children[1]!.content.subarray(1)
  assert.equal(ski.replaceAll(':', '').toLowerCase(), createHash('sha1').update(bits).digest('hex'))
})

test('it says in DER that it is no authority: by the default that is left out', async () => {
  const dump = openssl(await make(), 'asn1parse')
  assert.match(dump, /X509v3 Basic Constraints\n.*BOOLEAN.*255\n.*\[HEX DUMP\]:3000\n/)
})

test('every serial number is new, positive and short enough', async () => {
  const serials = await Promise.all(
    Array.from({length: 20}, async () => new X509Certificate(await make()).serialNumber),
  )
  assert.equal(new Set(serials).size, 20)
  for (const serial of serials) assert.match(serial, /^01[0-9A-F]{30}$/)
})

test('its parts are encoded as those of a certificate whose key is here', async () => {
  const here = await makeCertificate({subject, key, ...dates, clientAuth: true})
  const [a, b] = [await make(), new X509Certificate(here.certificate).raw].map((der) =>
    readBer(Buffer.from(der)),
  )
  const parts = [a!, b!].map(({children: [tbs, algorithm]}) => {
    const [version, , signature, issuer, validity, own, spki] = tbs!.children
    return [version, signature, issuer, validity, own, spki, algorithm].map((part) =>
      part!.content.toString('hex'),
    )
  })
  assert.deepEqual(parts[0], parts[1])
})

test('dates beyond 2049, and names beyond ASCII', async () => {
  const notAfter = new Date('2060-02-29T12:00:00Z')
  const der = await make({notAfter, subject: {OU: 'Zürich – Süd', CN: tenant}})
  const certificate = new X509Certificate(der)
  assert.equal(new Date(certificate.validTo).getTime(), notAfter.getTime())
  assert.match(certificate.subject, /^OU=Zürich – Süd\n/)
  assert.match(openssl(der, 'verify', '-purpose', 'sslclient', '-check_ss_sig', '-x509_strict'), /OK/)
})

test('a signature of another key, or none, makes no certificate', async () => {
  const other = generateKeyPairSync('rsa', {modulusLength: 2048}).privateKey
  await assert.rejects(make({}, other.export({type: 'pkcs8', format: 'pem'}).toString()), /is not the one/)
  const wish = {subject, publicKey: publicPem(key), ...dates}
  await assert.rejects(
    selfSignedOver(wish, async () => new Uint8Array(256)),
    /is not the one/,
  )
  await assert.rejects(
    selfSignedOver(wish, async () => {
      throw new Error('the smart card is gone')
    }),
    /smart card/,
  )
})
