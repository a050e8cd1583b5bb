import assert from 'node:assert/strict'
import {execFileSync} from 'node:child_process'
import {mkdirSync, readFileSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {after, before, it} from 'node:test'
import type {Report} from '../../src/core/report.ts'
import {windowsPath} from '../windows/wine/folders.ts'
import {type WineMachine, wineMachine} from '../windows/wine/machine.ts'
import {wine64} from '../windows/wine/needs.ts'
import {windowsNode} from '../windows/wine/node.ts'
import {environment, stopServer} from '../windows/wine/start.ts'
import {realSuite} from './can-start.ts'
import {certificatesIn, type Issued} from './certificates.ts'
import {Island} from './island.ts'
import {directoryPeople, readerPassword} from './people.ts'
import {controller, provision, realm, type Seed, sambaNeeds} from './samba.ts'

const needs = [
  ...sambaNeeds,
  {file: 'samba_spnupdate', packages: 'samba'},
  {file: 'kinit', packages: 'krb5-user libgssapi-krb5-2'},
  {file: 'gcc', packages: 'gcc libc6-dev'},
  {file: 'x86_64-w64-mingw32-gcc-win32', packages: 'gcc-mingw-w64-x86-64-win32 mingw-w64-x86-64-dev'},
  {file: 'wine64', packages: 'wine64'},
]
const child = windowsPath(join(import.meta.dirname, 'negotiate-child.ts'))

realSuite('a real Active Directory (Samba) asked by Windows without a password', needs, () => {
  let island: Island
  let machine: WineMachine
  let node: string
  let ca: Issued
  let stranger: Issued
  const file = (name: string) => join(island.folder, name)

  before(async () => {
    island = await Island.open()
    const make = certificatesIn(file('tls'))
    ca = make('ca', {subject: '/O=Contoso/CN=Contoso CA'})
    stranger = make('stranger', {subject: '/O=Fabrikam/CN=Fabrikam CA'})
    const dc = make('dc', {subject: '/CN=dc1', names: [controller.host, controller.otherName], by: ca})
    const directory = await provision(island, [...directoryPeople, ...servers], {kdc: true})
    const settings = ['--configfile', file('dc/etc/smb.conf')]
    for (const [group, member] of memberships)
      await island.must('samba-tool', ['group', 'addmembers', group, member, ...settings])
    ;[machine, node] = await Promise.all([wineMachine(), windowsNode(), directory.start(dc, ca)])
    // On the island Wine starts a server of its own, which makes the sockets there.
    stopServer(machine.prefix)
    writeFileSync(file('krb5.conf'), kerberosSettings)
    mkdirSync(file('lib'))
    const shim = join(import.meta.dirname, 'negotiate-gssapi.c')
    execFileSync('gcc', [
      '-Wall',
      '-Werror',
      '-O1',
      '-shared',
      '-fPIC',
      '-o',
      file('lib/libgssapi_krb5.so.2'),
      shim,
    ])
    await island.must('kinit', [`reader@${realm}`], {env: ticket('reader'), input: `${readerPassword}\n`})
  })
  after(async () => {
    await island?.close()
    machine?.stop()
  })

  const ticket = (name: string) => ({
    KRB5_CONFIG: file('krb5.conf'),
    KRB5CCNAME: `FILE:${file(`ticket-${name}`)}`,
  })

  interface Ran {
    report: Report
    /** The fact ras-ias-membership of NPS01, or why it is not known. */
    member: unknown
  }
  /** Asks on Windows for people, with the ticket of somebody. */
  async function ask(
    users: readonly string[],
    {by = 'reader', trusted = ca.certificate, host = controller.host} = {},
  ): Promise<Ran> {
    const script = `exec ${wine64} "$@" >"$OUT" 2>&1 </dev/null`
    const args = [node, '--no-warnings', child, host, windowsPath(trusted), ...users]
    const {OUT, ...env} = {
      OUT: file('out'),
      ...environment(machine.prefix, ticket(by)),
      LD_LIBRARY_PATH: file('lib'),
    }
    const names = {hosts: {[controller.host]: controller.address, [controller.otherName]: controller.address}}
    await island.run('sh', ['-c', script, 'sh', ...args], {
      names,
      env: {...env, OUT} as Record<string, string>,
    })
    const text = readFileSync(OUT, 'utf8')
    const said = text.indexOf('{"report"')
    assert.ok(said >= 0, text)
    return JSON.parse(text.slice(said))
  }
  const message = ({report}: Ran, code: string) => {
    const found = report.findings.find((finding) => finding.code === code)
    assert.ok(found, JSON.stringify(report.findings, null, 1))
    return found.message
  }

  it('finds people, and a server in a group in a group, with a Kerberos ticket', async () => {
    const ran = await ask(['bob@contoso.test', 'nobody@contoso.test'])
    assert.equal(ran.report.machine.platform, 'win32')
    assert.match(
      message(ran, 'directory.reachable/own-domain'),
      /^dc1\.ad\.contoso\.test, .* without a password/,
    )
    assert.match(message(ran, 'user.in-ad/found'), /^bob@contoso\.test is bob in/)
    message(ran, 'user.in-ad/absent')
    assert.equal(ran.report.rootCauses[0]?.code, 'user.in-ad/absent')
    assert.deepEqual(ran.member, {
      computer: 'NPS01',
      group: 'CN=RAS and IAS Servers,CN=Users,DC=ad,DC=contoso,DC=test',
      member: true,
    })
  })

  it('says that there is no ticket', async () => {
    const ran = await ask(['bob@contoso.test'], {by: 'nobody'})
    const said = message(ran, 'directory.reachable/account-refused')
    assert.match(
      said,
      /dc1\.ad\.contoso\.test did not take CONTOSO\\reader without a password: .*InitializeSecurityContextW failed: 0x8009/,
    )
    assert.equal(ran.report.exit, 3)
    message(ran, 'user.in-ad/unknown')
  })

  it('says that the domain knows no such server', async () => {
    const ran = await ask(['bob@contoso.test'], {host: controller.otherName})
    assert.match(message(ran, 'directory.reachable/account-refused'), /^dc2\.ad\.contoso\.test did not take/)
  })

  it('gives no proof to a server whose certificate is not trusted', async () => {
    const ran = await ask(['bob@contoso.test'], {trusted: stranger.certificate})
    assert.match(
      message(ran, 'directory.reachable/own-domain-broken'),
      /among those that this machine trusts/,
    )
  })
})

/** A server that is registered through a group of servers. */
const servers: readonly Seed[] = [
  {
    name: 'NPS01',
    objectClass: 'computer',
    attributes: {sAMAccountName: 'NPS01$', userAccountControl: '4096'},
  },
  {name: 'VPN Servers', objectClass: 'group', attributes: {sAMAccountName: 'VPN Servers'}},
]
const memberships = [
  ['VPN Servers', 'NPS01$'],
  ['RAS and IAS Servers', 'VPN Servers'],
] as const

const kerberosSettings = `[libdefaults]
  default_realm = ${realm}
  dns_lookup_kdc = false
  dns_lookup_realm = false
  dns_canonicalize_hostname = false
  rdns = false
[realms]
  ${realm} = {
    kdc = ${controller.address}
  }
`
