import assert from 'node:assert/strict'
import {execFileSync} from 'node:child_process'
import {writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {test} from 'node:test'
import {npsmfa} from '../support/doctor.ts'
import {freePort} from '../support/ports.ts'
import {temporaryFolder} from '../support/temp.ts'

const folder = temporaryFolder()
const file = (name: string) => join(folder, name)
const openssl = (...args: string[]) => execFileSync('openssl', args, {stdio: 'ignore'})
const self = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2']

openssl(...self, '-subj', '/CN=one', '-keyout', file('one.key'), '-out', file('one.pem'))
openssl(...self, '-subj', '/CN=two', '-keyout', file('two.key'), '-out', file('two.pem'))
openssl(
  'pkcs12',
  '-export',
  '-in',
  file('one.pem'),
  '-inkey',
  file('one.key'),
  '-passout',
  'pass:right',
  '-out',
  file('one.pfx'),
)
openssl(
  'pkcs12',
  '-export',
  '-nokeys',
  '-in',
  file('one.pem'),
  '-passout',
  'pass:',
  '-out',
  file('keyless.pfx'),
)
openssl('pkcs8', '-topk8', '-in', file('one.key'), '-passout', 'pass:x', '-out', file('locked.key'))
writeFileSync(file('junk'), 'this is no certificate\n')
writeFileSync(file('large'), Buffer.alloc(2_000_000))

const ldap = ['--ldap', 'ldaps://dc1.contoso.com']
const bound = {NPSMFA_LDAP_PASSWORD: 'x'}
const missing = file('nowhere/report.json')

/** Command line → what its sentence must contain, so that the reader knows what to give instead. */
type Case = [args: string[], says: RegExp, env?: Record<string, string>]
const cases: Case[] = [
  [['nonsense'], /command/],
  [['nonsense', '--json'], /command/],
  [['doctor', '--nonsense'], /flag.+--help/],
  [['doctor', 'extra'], /argument|command/],
  [['doctor', '--lab', 'healthy'], /--lab=SCENARIO/],
  [['lab', 'healthy', 'extra'], /argument/],
  [['list', '--strict'], /flag/],
  [['doctor', '--cloud', 'mars'], /public, usgov, dod, china/],
  [['doctor', '--format', 'pdf'], /text, json/],
  [['doctor', '--sign-in', 'magic'], /azure-cli/],
  [['doctor', '--deadline'], /--deadline/],
  [['doctor', '--pfx', file('nowhere')], /--pfx.+ENOENT/],
  [['doctor', '--pfx', folder], /--pfx/],
  [['doctor', '--pfx', file('junk')], /--pfx.+not a PFX/],
  [['doctor', '--pfx', file('large')], /--pfx.+larger/],
  [['doctor', '--pfx', file('one.pfx')], /password.+NPSMFA_PFX_PASSWORD/],
  [['doctor', '--pfx', file('one.pfx')], /password.+NPSMFA_PFX_PASSWORD/, {NPSMFA_PFX_PASSWORD: 'wrong'}],
  [['doctor', '--pfx', file('keyless.pfx')], /no private key/],
  [['doctor', '--pfx', 'a.pfx', '--cert', 'b.pem'], /--cert/],
  [['doctor', '--cert', file('one.pem')], /--key/],
  [['doctor', '--key', file('one.key')], /--cert/],
  [['doctor', '--cert', file('one.pem'), '--key', file('two.key')], /does not belong/],
  [['doctor', '--cert', file('junk'), '--key', file('one.key')], /--cert.+PEM/],
  [['doctor', '--cert', file('one.pem'), '--key', file('junk')], /--key.+PEM/],
  [['doctor', '--cert', file('one.pem'), '--key', file('locked.key')], /--key.+password/],
  [['doctor', '--cert', '/dev/zero', '--key', file('one.key')], /--cert.+larger/],
  [['doctor', '--tenant', '3f2b9c1e-7a54-4d0b-9c86-5e1d2a7f4b6'], /--tenant.+GUID/],
  [['doctor', '--tenant', '../../common'], /--tenant.+GUID/],
  [['doctor', '--tenant', 'contoso.com/x'], /--tenant.+GUID/],
  [['doctor', '--app-id', '1234'], /GUID.+--app-id/],
  [['doctor', '--user', 'alice'], /suffix.+alice@contoso\.com/],
  [['doctor', '--user', ''], /suffix/],
  [['doctor', '--user', 'alice@'], /suffix/],
  [['doctor', '--user', 'alice@contoso.com', '--user', 'al ice@contoso.com'], /suffix/],
  [['doctor', '--deadline', '0'], /no length of time.+45s/],
  [['doctor', '--deadline', '5h'], /no length of time.+45s/],
  [['doctor', '--deadline', '-1s'], /no length of time.+45s/],
  [['doctor', '--deadline', '1e3'], /no length of time.+45s/],
  [['doctor', '--deadline', '90m'], /60m.+--deadline/],
  [['doctor', '--lab=helthy'], /lab list/],
  [['setup', '--lab', '--renew', '--apply'], /without a terminal.+--apply --yes/],
  [['setup', '--check', '--renew'], /--check/],
  [['setup', '--renew', '--prune'], /--renew/],
  [['setup', '--days', '0'], /--days/],
  [['setup', '--bits', '1024'], /2048, 3072, 4096/],
  [['setup', '--certificate', '12'], /--certificate.+40 hexadecimal/],
  [['repair'], /npsmfa repair cert\.key-acl.+--resume.+--undo/],
  [['repair', 'cert.key-acl', '--undo'], /Name what to repair/],
  [['repair', '--resume', '--undo'], /--resume|--undo/],
  [['repair', 'cert.expiry', '--lab'], /no repair of cert\.expiry; npsmfa explain cert\.expiry/],
  [['doctor', '--lab='], /lab list/],
  [['doctor', '--lab=toString'], /lab list/],
  [['lab', 'helthy'], /lab list/],
  [['doctor', '--lab=http://lab.contoso.com:4000'], /this machine/],
  [['doctor', '--lab=http://127.0.0.1.evil.example:4000'], /this machine/],
  [['doctor', '--lab=http://169.254.169.254/'], /this machine/],
  [['doctor', '--lab=https://127.0.0.1:4000'], /this machine/],
  [['doctor', `--lab=http://127.0.0.1:${await freePort()}`], /No lab answers.+npsmfa lab/],
  [['doctor', '--proxy', 'socks5://proxy:1080'], /--proxy.+http:\/\/HOST:PORT/],
  [['doctor', '--proxy', 'http://proxy:99999'], /--proxy.+http:\/\/HOST:PORT/],
  [['doctor'], /HTTPS_PROXY/, {HTTPS_PROXY: 'socks5://proxy:1080'}],
  [['doctor', '--ldap', 'dc1/contoso', '--ldap-user', 'x'], /--ldap.+ldaps:/],
  [['doctor', '--ldap', 'http://dc1.contoso.com', '--ldap-user', 'x'], /--ldap.+ldaps:/],
  [['doctor', ...ldap], /--ldap-user/],
  [['doctor', ...ldap, '--ldap-user', 'x'], /NPSMFA_LDAP_PASSWORD/],
  [['doctor', ...ldap, '--ldap-user', 'x'], /empty/, {NPSMFA_LDAP_PASSWORD: ''}],
  [['doctor', ...ldap, '--ldap-user', 'x'], /ENOENT/, {NPSMFA_LDAP_PASSWORD_FILE: file('nowhere')}],
  [['doctor', ...ldap, '--ldap-user', 'x', '--ldap-ca', file('nowhere')], /--ldap-ca/, bound],
  [['doctor', ...ldap, '--ldap-user', 'x', '--ldap-ca', file('junk')], /--ldap-ca.+PEM/, bound],
  [['doctor', '--sign-in', 'token'], /NPSMFA_GRAPH_TOKEN/],
  [['doctor', '--sign-in', 'app'], /--app-id/],
  [['doctor', '--only', 'nonsense'], /npsmfa list/],
  [['doctor', '--skip', 'token.'], /npsmfa list/],
  [['check', 'endpoints', 'nonsense'], /npsmfa list/],
  [['doctor', '--lab', '--output', missing], /--output.+ENOENT/],
  [['doctor', '--lab', '--json', '--output', folder], /--output/],
  ...['', '-'].flatMap((name): Case[] => [
    [['doctor', '--lab', '--output', name], /--output needs the path of a file/],
    [['doctor', '--lab', '--bundle', name], /--bundle needs the path of a file/],
    [['bundle', 'create', name, '--lab'], /FILE needs the path of a file/],
    [['bundle', 'create', file('b.json'), '--lab', '--reveal-map', name], /--reveal-map needs/],
  ]),
]

for (const [args, says, env = {}] of cases) {
  const set = Object.entries(env).map(([name, value]) => `${name}=${value} `)
  test(`${set.join('')}${args.join(' ').replaceAll(folder, '…')}`, async () => {
    const {code, stdout, stderr, ms} = await npsmfa(args, {env})
    assert.deepEqual([code, stdout], [2, ''], stderr)
    assert.match(stderr, /^npsmfa: [^\n]+\n$/, 'one sentence on one line')
    assert.match(stderr, says)
    assert.doesNotMatch(stderr, /\bat .+:\d+:\d+|node:internal|error occurred/)
    assert.ok(ms < 5000, `${ms} ms`)
  })
}

test('an output file that cannot be written is noticed before the run, not after it', async () => {
  const {code, ms} = await npsmfa([
    'doctor',
    '--lab=name-server-silent',
    '--deadline',
    '10s',
    '--output',
    missing,
  ])
  assert.equal(code, 2)
  assert.ok(ms < 4000, `${ms} ms`)
})
