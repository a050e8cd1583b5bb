import assert from 'node:assert/strict'
import {execFileSync} from 'node:child_process'
import {X509Certificate} from 'node:crypto'
import {writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {after, before, test} from 'node:test'
import {makeCertificate} from '../../src/certificates/make.ts'
import {doctor, npsmfa} from '../support/doctor.ts'
import {type LabProcess, labProcess} from '../support/lab-process.ts'
import {temporaryFolder} from '../support/temp.ts'

// The server's own store holds a certificate that the tenant does not know; the registered one is on the desk, in files.
const folder = temporaryFolder()
const file = (name: string) => join(folder, name)
const password = 'pä$$ "wörd"'
let lab: LabProcess
let thumbprint = ''

before(async () => {
  const year = 365 * 86_400_000
  const dates = {notBefore: new Date(Date.now() - year), notAfter: new Date(Date.now() + year)}
  const stranger = await makeCertificate({subject: {CN: 'stranger'}, clientAuth: true, ...dates})
  lab = await labProcess('healthy', (state) => {
    const {certificate, key} = state.server.certificates[0]!
    thumbprint = new X509Certificate(certificate).fingerprint.replaceAll(':', '')
    writeFileSync(file('nps.pem'), certificate)
    writeFileSync(file('nps.key'), key!)
    writeFileSync(file('both.pem'), `${certificate}\n${key}`)
    const {subject} = new X509Certificate(certificate)
    assert.ok(subject)
    state.server.certificates = [{...stranger}]
    const values = Object.values(state.server.registry).flatMap((k) => k.values)
    values.find(({name}) => name === 'CLIENT_CERT_IDENTIFIER')!.data = 'CN=stranger'
  })
  const export_ = ['pkcs12', '-export', '-in', file('nps.pem'), '-inkey', file('nps.key')]
  const pfx = (name: string, secret: string, ...more: string[]) =>
    execFileSync('openssl', [...export_, '-passout', `pass:${secret}`, '-out', file(name), ...more], {
      stdio: 'pipe',
    })
  pfx('modern.pfx', password)
  pfx('open.pfx', '')
  pfx('old.pfx', password, '-legacy')
  pfx('3des.pfx', password, '-keypbe', 'PBE-SHA1-3DES', '-certpbe', 'PBE-SHA1-3DES', '-macalg', 'sha1')
  writeFileSync(file('password'), `${password}\n`)
})
after(() => lab?.stop())

const given: [what: string, args: () => string[], env: () => Record<string, string>][] = [
  ['a PFX', () => ['--pfx', file('modern.pfx')], () => ({NPSMFA_PFX_PASSWORD: password})],
  [
    'a PFX, its password in a file',
    () => ['--pfx', file('modern.pfx')],
    () => ({NPSMFA_PFX_PASSWORD_FILE: file('password')}),
  ],
  ['a PFX without a password', () => ['--pfx', file('open.pfx')], () => ({})],
  [
    'a PFX as Windows Server 2012 exports it',
    () => ['--pfx', file('3des.pfx')],
    () => ({NPSMFA_PFX_PASSWORD: password}),
  ],
  [
    'a PFX named by the environment',
    () => [],
    () => ({NPSMFA_PFX: file('modern.pfx'), NPSMFA_PFX_PASSWORD: password}),
  ],
  ['PEM files', () => ['--cert', file('nps.pem'), '--key', file('nps.key')], () => ({})],
  ['one PEM file with both', () => ['--cert', file('both.pem'), '--key', file('both.pem')], () => ({})],
]

test('without a file, the server’s own certificate is refused', async () => {
  const {report, finding} = await doctor([`--lab=${lab.address}`])
  assert.equal(report.exit, 1)
  assert.equal(finding('tenant.associated').code, 'tenant.associated/not-registered')
})

for (const [what, args, env] of given)
  test(`${what} is given a token`, async () => {
    const {report, finding} = await doctor([`--lab=${lab.address}`, ...args()], {env: env()})
    assert.equal(finding('token.acquired').code, 'token.acquired/granted')
    assert.ok(finding('tenant.associated').message.includes(thumbprint))
    assert.equal(report.exit, 0)
  })

test('a PFX in the ciphers of long ago opens as well, or says why not', async () => {
  const {code, stderr} = await npsmfa(
    ['doctor', `--lab=${lab.address}`, '--pfx', file('old.pfx'), '--json'],
    {
      env: {NPSMFA_PFX_PASSWORD: password},
    },
  )
  assert.deepEqual([code, stderr], [0, ''])
})
