import assert from 'node:assert/strict'
import {chmodSync, globSync, mkdirSync, readFileSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {describe, it} from 'node:test'
import {npsmfa} from '../support/doctor.ts'
import {logs} from '../support/logs.ts'
import {temporaryFolder} from '../support/temp.ts'

const folder = temporaryFolder()
const kept = (name: string, content: string | Buffer) => {
  const file = join(folder, name)
  writeFileSync(file, content)
  return file
}

/** The causes that logs of a scenario name: code, scope, since, and what they explain. */
async function told(scenario: string) {
  const {report, code} = await logs(globSync(`fixtures/logs/${scenario}/*`))
  assert.equal(report.exit, code)
  return {
    code,
    report,
    causes: report.rootCauses.map(
      ({code, causeId, scope, since}) => `${code} ${causeId} ${scope} ${since?.slice(0, 16)}`,
    ),
    explains: report.rootCauses.flatMap(({explains}) => explains),
  }
}

const scenarios: readonly (readonly [name: string, causes: string[], explains: string[]])[] = [
  ['1-certificate-expired', ['logs.token/certificate-expired CERT_EXPIRED all 2026-11-23T08:02'], []],
  ['2-code-on-gateway', ['logs.method/code-on-gateway NUMBER_MATCHING_RDG all 2026-11-23T09:20'], []],
  [
    '3-shared-secret',
    ['logs.first-factor/secret-garbled SHARED_SECRET_SYMBOLS nas:New firewall 2026-11-23T09:10'],
    ['logs.first-factor/account-barred'],
  ],
  [
    '4-gateway-timeout',
    ['logs.timing/gateway-impatient NAS_TIMEOUT all 2026-11-23T09:00'],
    ['logs.timing/unanswered'],
  ],
  ['5-only-maria', ['logs.user/name-has-line-break UPN_WHITESPACE user:maria 2026-11-23T09:40'], []],
  [
    '6-tls-off',
    ['logs.service/no-tls TLS12_DISABLED all 2026-11-23T07:05'],
    ['logs.network/mfa-service-unreachable'],
  ],
  ['7-mfa-service-blocked', ['logs.network/mfa-service-unreachable NET_SAS_HOST all 2026-11-23T07:05'], []],
  ['8-service-stopped', ['logs.service/library-missing VCRUNTIME_MISSING all 2026-11-23T06:30'], []],
  ['9-mfa-off', ['logs.mfa/off DLL_REGISTRATION all 2026-11-23T07:10'], []],
  [
    'two-people',
    [
      'logs.first-factor/dial-in-denied DIALIN_DENY user:tom 2026-11-23T10:10',
      'logs.user/not-found USER_NOT_IN_TENANT user:maria 2026-11-23T09:40',
    ],
    [],
  ],
]

describe('npsmfa logs names the root cause', () => {
  for (const [name, causes, explains] of scenarios)
    it(name, async () => {
      const found = await told(name)
      assert.deepEqual(found.causes, causes)
      assert.deepEqual(found.explains, explains)
      assert.equal(found.code, 1)
    })
  it('and nothing on a day with a mistyped password and a dropped repetition', async () => {
    const {causes, code, report} = await told('quiet-day')
    assert.deepEqual([causes, code, report.attempts.duplicates], [[], 0, 1])
    assert.equal(report.attempts.outcomes['refused-first-factor']?.count, 1)
  })
  it('with the last good sign-in, and counts by user and client, each attempt once', async () => {
    const {report} = await told('3-shared-secret')
    assert.equal(report.attempts.outcomes['refused-first-factor']?.count, 11)
    assert.deepEqual(
      report.attempts.byNas.map(({nas, accepted, refused}) => [nas, accepted, refused]),
      [
        ['New firewall', 0, 11],
        ['Old firewall', 5, 0],
      ],
    )
    assert.equal(
      (await told('1-certificate-expired')).report.rootCauses[0]?.lastGood?.slice(0, 16),
      '2026-11-23T07:38',
    )
  })
})

describe('npsmfa logs reads', () => {
  const xml = readFileSync('fixtures/logs/1-certificate-expired/authz-admin.xml', 'utf8')
  const expired = 'logs.token/certificate-expired'
  const first = async (file: string) => (await logs([file])).report.rootCauses[0]?.code
  it('UTF-16 with and without its mark, and UTF-8 with one', async () => {
    assert.equal(await first(kept('wide.xml', Buffer.from(`\ufeff${xml}`, 'utf16le'))), expired)
    assert.equal(await first(kept('wide-bare.xml', Buffer.from(xml, 'utf16le'))), expired)
    assert.equal(await first(kept('marked.xml', `\ufeff${xml}`)), expired)
  })
  it('one line with <Events> around it', async () => {
    assert.equal(
      await first(
        kept('one.xml', `<?xml version="1.0" encoding="utf-8"?><Events>${xml.replaceAll('\n', '')}</Events>`),
      ),
      expired,
    )
  })
  it('ODBC, IAS and DTS lines in one file', async () => {
    const dts = readFileSync('fixtures/logs/3-shared-secret/IN2611.log', 'utf8').split('\r\n')
    const odbc = `"NPS01","IAS",11/23/2026,09:12:00,3,"CONTOSO\\kim","CONTOSO\\kim",,,,,"gw","192.0.2.80",1,0,"192.0.2.80","New firewall",,,5,,,,1,"VPN users",16,"311 1 x",`
    const ias =
      '192.0.2.80,CONTOSO\\rob,11/23/2026,09:13:00,IAS,NPS01,4108,192.0.2.80,4128,New firewall,4127,1,4129,CONTOSO\\rob,4136,3,4142,16'
    const {report} = await logs([kept('mixed.log', [...dts.slice(0, 4), odbc, ias, ''].join('\r\n'))])
    assert.deepEqual(report.sources[0]?.formats.sort(), ['DTS', 'IAS', 'ODBC'])
    assert.deepEqual(report.attempts.byUser.map(({user, refused}) => `${user} ${refused}`).sort(), [
      'alice 1',
      'kim 1',
      'lee 1',
      'rob 1',
    ])
  })
  it('a German export of Event Viewer, newest first, with line breaks in its cells', async () => {
    const text = (user: string) =>
      `"Der Netzwerkrichtlinienserver hat einem Benutzer den Zugriff verweigert.\r\n\r\nBenutzer:\r\n\tSicherheits-ID:\t\tCONTOSO\\${user}\r\n\tKontoname:\t\t${user}\r\n\tKontodomäne:\t\tCONTOSO\r\n\tVollqualifizierter Kontoname:\tCONTOSO\\${user}\r\n\r\nClientcomputer:\r\n\tSicherheits-ID:\t\tS-1-0-0\r\n\r\nNAS:\r\n\tNAS-IPv4-Adresse:\t192.0.2.70\r\n\tNAS-IPv6-Adresse:\t-\r\n\tNAS-ID:\t-\r\n\r\nRADIUS-Client:\r\n\tClientanzeigename:\tVPN\r\n\tClient-IP-Adresse:\t192.0.2.70\r\n\r\nAuthentifizierungsdetails:\r\n\tName der Verbindungsanforderungsrichtlinie:\tAll\r\n\tNetzwerkrichtlinienname:\t-\r\n\tAuthentifizierungsanbieter:\tWindows\r\n\tAuthentifizierungsserver:\tNPS01\r\n\tAuthentifizierungstyp:\tPAP\r\n\tUrsachencode:\t48\r\n\tUrsache:\tKeine Richtlinie.\r\n"`
    const rows = ['10:05', '09:05'].map(
      (at, i) =>
        `Überwachung gescheitert,23.11.2026 ${at}:00,Microsoft-Windows-Security-Auditing,6273,Netzwerkrichtlinienserver,${text(`user${i}`)}`,
    )
    const file = kept(
      'german.csv',
      `\ufeffSchlüsselwörter,Datum und Uhrzeit,Quelle,Ereignis-ID,Aufgabenkategorie\r\n${rows.join('\r\n')}\r\n`,
    )
    const {report} = await logs([file])
    assert.equal(report.rootCauses[0]?.code, 'logs.first-factor/no-network-policy')
    assert.deepEqual(report.attempts.byUser.map(({user}) => user).sort(), ['user0', 'user1'])
    assert.equal(report.sources[0]?.unreadable, 0)
  })
})

describe('npsmfa logs says what it could not read', () => {
  const good = 'fixtures/logs/5-only-maria/authz-admin.xml'
  it('and ends with 3 where that is all', async () => {
    const locked = kept('locked.xml', 'x')
    chmodSync(locked, 0)
    mkdirSync(join(folder, 'dir'))
    const rubbish = kept(
      'rubbish.bin',
      Buffer.from(Array.from({length: 300_000}, (_, i) => (i * 7919 + (i >> 3)) & 255)),
    )
    for (const file of [join(folder, 'dir'), join(folder, 'none.xml'), rubbish, kept('empty.log', '')]) {
      const {code, report} = await logs([file])
      assert.deepEqual([code, report.status], [3, 'undetermined'], file)
    }
  })
  it('beside what it could', async () => {
    const {code, report} = await logs([good, join(folder, 'none.xml')])
    assert.equal(code, 1)
    assert.equal(report.sources[1]?.error, 'there is no such file')
  })
  it('in a line that is half written, wherever it stands', async () => {
    const lines = readFileSync('fixtures/logs/3-shared-secret/IN2611.log', 'utf8').split('\r\n')
    const {report} = await logs([
      kept(
        'cut.log',
        [lines[0], lines[1]!.slice(0, 300), lines[2], lines[3], lines[4]!.slice(0, 90)].join('\r\n'),
      ),
    ])
    assert.deepEqual([report.sources[0]?.records, report.sources[0]?.unreadable], [3, 2])
  })
  it('and prints nothing that a terminal would obey', async () => {
    const bad = readFileSync(good, 'utf8').replaceAll('maria', 'ma&#27;[2Jria')
    for (const args of [['logs'], ['logs', '--json']]) {
      const {stdout} = await npsmfa([...args, kept('escape.xml', bad)])
      assert.ok(!stdout.includes('\u001b'))
    }
  })
  it('without a file, elsewhere than on Windows', {skip: process.platform === 'win32'}, async () => {
    const {code, stderr} = await npsmfa(['logs'])
    assert.equal(code, 2)
    assert.match(stderr, /needs a file/)
  })
})
