import assert from 'node:assert/strict'
import {execFileSync} from 'node:child_process'
import {createPrivateKey, X509Certificate} from 'node:crypto'
import {mkdtempSync, readFileSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {before} from 'node:test'
import fc from 'fast-check'
import {makeCertificate} from '../../src/certificates/make.ts'
import {openPfx} from '../../src/certificates/pfx.ts'
import {testWith} from '../tools.ts'

const test = testWith('openssl')

const folder = mkdtempSync(join(tmpdir(), 'npsmfa-pfx-'))
const file = (name: string) => join(folder, name)
const openssl = (...args: string[]) => execFileSync('openssl', args, {cwd: folder, stdio: 'pipe'})

function makePfx(password: string, ...more: string[]): Buffer {
  openssl('pkcs12', '-export', '-out', 'made.pfx', '-passout', `pass:${password}`, ...more)
  return readFileSync(file('made.pfx'))
}
const own = ['-inkey', 'own.key', '-in', 'own.pem']

before(async () => {
  const validity = {notBefore: new Date(), notAfter: new Date(Date.now() + 86_400_000)}
  const root = await makeCertificate({subject: {CN: 'root'}, ...validity, ca: true})
  const made = await makeCertificate({subject: {CN: 'own'}, issuer: root, ...validity})
  writeFileSync(file('own.key'), made.key)
  writeFileSync(file('own.pem'), made.certificate)
  writeFileSync(file('root.pem'), root.certificate)
})

const passwords = ['secret', 'zoë ünïcode 密', '']
for (const password of passwords)
  for (const kind of [[], ['-legacy'], ['-nomaciter'], ['-macalg', 'sha1']])
    test(`opens what openssl makes: ${kind.join(' ') || 'modern'}, password "${password}"`, async () => {
      const opened = await openPfx(makePfx(password, ...own, '-certfile', 'root.pem', ...kind), password)
      const certificate = new X509Certificate(opened.certificate)
      assert.equal(certificate.subject, 'CN=own')
      assert.ok(certificate.checkPrivateKey(createPrivateKey(opened.key)))
    })

test('opens one with an elliptic key', async () => {
  openssl(
    'req',
    '-x509',
    '-newkey',
    'ec',
    '-pkeyopt',
    'ec_paramgen_curve:P-256',
    '-nodes',
    '-keyout',
    'ec.key',
    '-out',
    'ec.pem',
    '-subj',
    '/CN=curve',
  )
  const opened = await openPfx(makePfx('x', '-inkey', 'ec.key', '-in', 'ec.pem'), 'x')
  assert.equal(new X509Certificate(opened.certificate).subject, 'CN=curve')
})

const sentence = (start: string) => (error: Error) => {
  assert.ok(error.message.startsWith(start), error.message)
  assert.match(error.message, /^[^\n]+\.$/)
  return true
}

test('a wrong password, for each kind of file', async () => {
  for (const kind of [[], ['-legacy']])
    for (const wrong of ['other', ''])
      await assert.rejects(
        openPfx(makePfx('secret', ...own, ...kind), wrong),
        sentence('The password does not'),
      )
})

test('no key, or none that belongs to a certificate', async () => {
  await assert.rejects(
    openPfx(makePfx('x', '-nokeys', '-in', 'own.pem'), 'x'),
    sentence('This PFX file has no'),
  )
  await assert.rejects(
    openPfx(makePfx('x', '-nocerts', '-inkey', 'own.key'), 'x'),
    sentence('This PFX file has a'),
  )
})

test('what is no PFX: text, nothing, a certificate, too much, a cut-off file', async () => {
  const pfx = makePfx('x', ...own)
  const bad = [Buffer.from('hello'), Buffer.of(), readFileSync(file('own.pem')), pfx.subarray(0, -40)]
  for (const bytes of bad) await assert.rejects(openPfx(bytes, 'x'), sentence('This is not a PFX'))
  await assert.rejects(openPfx(Buffer.alloc(1024 * 1024 + 1), 'x'), sentence('This file is larger'))
})

test('any damage ends in one sentence, soon', async () => {
  const pfx = makePfx('x', ...own)
  const damage = fc.array(fc.tuple(fc.nat(pfx.length - 1), fc.nat(255)), {minLength: 1, maxLength: 4})
  const property = fc.asyncProperty(damage, async (changes) => {
    const bytes = Buffer.from(pfx)
    for (const [at, value] of changes) bytes[at] = value
    await openPfx(bytes, 'x').catch((error: Error) => assert.match(error.message, /^Th(is|e) .+\.$/))
  })
  await fc.assert(property, {numRuns: 60, interruptAfterTimeLimit: 10_000})
})
