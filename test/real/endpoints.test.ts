import assert from 'node:assert/strict'
import {readFileSync, truncateSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {after, before, describe, it} from 'node:test'
import {clouds} from '../../src/catalogue/clouds.ts'
import {endpoints, inCloud} from '../../src/catalogue/endpoints.ts'
import {realSuite} from './can-start.ts'
import {certificatesIn, daysFromNow, type Issued} from './certificates.ts'
import {Island, type Service} from './island.ts'
import {type Face, nginx} from './nginx.ts'
import {npsmfa, type Ran} from './npsmfa.ts'
import {unbound} from './unbound.ts'

/** The hosts of the public cloud and what each says to a stranger, written down here once more. */
const healthy = {
  'login.microsoftonline.com': 200,
  'strongauthenticationservice.auth.microsoft.com': 403,
  'adnotifications.windowsazure.com': 403,
  'credentials.azure.com': 404,
  'login.windows.net': 200,
  'graph.microsoft.com': 200,
}
type Host = keyof typeof healthy
const hosts = Object.keys(healthy) as Host[]
const login = 'login.microsoftonline.com'
const roles: Readonly<Record<Host, string>> = {
  'login.microsoftonline.com': 'login',
  'strongauthenticationservice.auth.microsoft.com': 'mfa-service',
  'adnotifications.windowsazure.com': 'adnotifications',
  'credentials.azure.com': 'credentials',
  'login.windows.net': 'login-windows-net',
  'graph.microsoft.com': 'graph',
}

/** Addresses by what answers there; in 203.0.113.0/24 nobody lives, and the island has no way there. */
const at = {
  healthy: (host: Host) => `127.0.1.${hosts.indexOf(host) + 1}`,
  inspected: (host: Host) => `127.0.2.${hosts.indexOf(host) + 1}`,
  nothing: '127.0.4.1',
  dropped: '127.0.4.2',
  rejected: '127.0.4.3',
  reset: '127.0.4.4',
  hung: '127.0.4.5',
  hungBehind: '127.0.4.6',
  noRoute: '203.0.113.7',
  proxy: '127.0.5.1',
  names: '127.0.6.1',
  noNames: '127.0.6.2',
  silentNames: '127.0.6.3',
}

const needs = [
  {file: 'nginx', packages: 'nginx-light'},
  {file: 'unbound', packages: 'unbound'},
  {file: 'nft', packages: 'nftables'},
]

realSuite('the real program and real TLS servers (nginx) in place of Microsoft’s', needs, () => {
  let island: Island
  let silent: Service
  let genuine: Issued
  let inspection: Issued
  /** Address of each fault that has a server. */
  const faults: Record<string, string> = {}

  before(async () => {
    island = await Island.open()
    const make = certificatesIn(join(island.folder, 'tls'))
    genuine = make('root', {subject: '/C=US/O=DigiCert Inc/CN=DigiCert Global Root of the test'})
    const microsoft = {subject: '/C=US/O=Microsoft Corporation/CN=Microsoft TLS of the test', by: genuine}
    const between = make('between', microsoft)
    inspection = make('inspection', {subject: '/O=Contoso Inspection/CN=Contoso Inspection CA'})
    const all = make('all', {subject: '/O=Microsoft Corporation/CN=hosts', names: hosts, by: between})
    const inspected = make('inspected', {subject: '/CN=hosts', names: hosts, by: inspection})

    const large = join(island.folder, 'large')
    writeFileSync(large, '')
    truncateSync(large, 1_000_000_000)
    // A parameter of nginx has at most 4 kB.
    const largeHeaders = Array.from({length: 10}, (_, i) => `add_header X-${i} ${'x'.repeat(2_000)};`).join(
      ' ',
    )
    const page = {certificate: all, answer: 'return 200 ok;'}
    const broken: Record<string, Omit<Face, 'address'>> = {
      expired: {
        ...page,
        certificate: make('expired', {
          ...{subject: '/CN=e', names: [login], by: between},
          ...{from: daysFromNow(-400), to: new Date('2026-02-03T04:05:00Z')},
        }),
      },
      early: {
        ...page,
        certificate: make('early', {
          ...{subject: '/CN=n', names: [login], by: between},
          ...{from: new Date('2039-02-03T04:05:00Z'), to: new Date('2040-02-03T04:05:00Z')},
        }),
      },
      otherName: {
        ...page,
        certificate: make('other', {
          subject: '/CN=portal.example.test',
          names: ['portal.example.test'],
          by: between,
        }),
      },
      selfSigned: {...page, certificate: make('self', {subject: `/CN=${login}`, names: [login]})},
      leafAlone: {...page, certificate: {...all, chain: all.certificate}},
      oldTls: {...page, protocols: 'TLSv1.1'},
      newTls: {...page, protocols: 'TLSv1.3'},
      plain: {answer: 'return 200 ok;'},
      closes: {...page, answer: 'return 444;'},
      moved: {...page, answer: 'return 302 https://blocked.example.test/;'},
      busy: {...page, answer: 'return 503;'},
      wantsCertificate: {
        ...page,
        also: `ssl_verify_client on; ssl_client_certificate ${genuine.certificate};`,
      },
      largeHeaders: {...page, answer: `${largeHeaders} return 200 ok;`},
      largeBody: {...page, also: `root ${island.folder};`, answer: 'rewrite ^ /large break;'},
      waits: {...page, answer: `proxy_pass http://${at.hungBehind}:80;`},
    }
    const faces: Face[] = [
      ...hosts.map((host) => ({
        ...{address: at.healthy(host), certificate: all, answer: `return ${healthy[host]} '${host}';`},
      })),
      ...hosts.map((host) => ({...page, address: at.inspected(host), certificate: inspected})),
      {address: at.proxy, port: 3128, answer: 'return 200 ok;'},
      {...page, address: at.dropped},
      {...page, address: at.rejected},
      {...page, address: at.reset},
      ...Object.entries(broken).map(([name, face], i) => {
        faults[name] = `127.0.3.${i + 1}`
        return {...face, address: faults[name]}
      }),
    ]
    await nginx(island, 'web', faces)
    silent = await nginx(island, 'hung', [
      {...page, address: at.hung},
      {address: at.hungBehind, port: 80, answer: 'return 200 ok;'},
    ])
    await silent.signal('STOP')
    const rules = [
      'add table inet filter',
      'add chain inet filter in { type filter hook input priority 0 ; }',
      `add rule inet filter in ip daddr ${at.dropped} drop`,
      `add rule inet filter in ip daddr ${at.rejected} reject with icmp type admin-prohibited`,
      // The connection is made; the first bytes of TLS are answered by a reset.
      `add rule inet filter in ip daddr ${at.reset} tcp flags & psh == psh reject with tcp reset`,
    ]
    await island.must('nft', ['-f', '-'], {input: `${rules.join('\n')}\n`})
  })
  after(() => island?.close())

  interface Asking {
    /** Who is trusted, apart from the machine's own store; the genuine authority unless told otherwise. */
    trust?: Issued | null
    args?: readonly string[]
    env?: Readonly<Record<string, string>>
    resolver?: string
  }
  /** Looks at a world where some hosts have other addresses than the healthy ones; null: only a name server could tell. */
  function doctor(
    elsewhere: Partial<Record<Host, string | readonly string[] | null>>,
    {trust = genuine, args = [], env = {}, resolver = at.noNames}: Asking = {},
  ): Promise<Ran> {
    const places = hosts.map(
      (host) => [host, host in elsewhere ? elsewhere[host] : at.healthy(host)] as const,
    )
    const known = Object.fromEntries(places.flatMap(([host, place]) => (place ? [[host, place]] : [])))
    const trusted = trust ? {NODE_EXTRA_CA_CERTS: trust.certificate} : {}
    return npsmfa(island, ['doctor', ...args], {...trusted, ...env}, {hosts: known, resolver})
  }
  const everywhere = (place: (host: Host) => string | null) =>
    Object.fromEntries(hosts.map((host) => [host, place(host)]))
  const endpointCodes = (ran: Ran) =>
    Object.fromEntries(
      hosts.map((host) => {
        const check = `endpoints.${roles[host]}`
        const found = ran.report.findings.filter((f) => f.check === check)
        return [roles[host], found.map((f) => f.code.slice(check.length + 1)).join()]
      }),
    )
  const allOf = (ending: string) => Object.fromEntries(hosts.map((host) => [roles[host], ending]))
  /** The only thing wrong is the token service's host. */
  function onlyLogin(ran: Ran, ending: string, message: RegExp): void {
    assert.deepEqual(endpointCodes(ran), {...allOf('reachable'), login: ending})
    assert.equal(ran.root, `endpoints.login/${ending}`)
    assert.equal(ran.report.exit, 1)
    assert.match(ran.report.rootCauses[0]!.message, message)
  }
  function allIs(ran: Ran, ending: string, exit: number): void {
    assert.deepEqual(endpointCodes(ran), allOf(ending))
    assert.deepEqual(
      ran.report.rootCauses.map((cause) => cause.code),
      [`endpoints.login/${ending}`],
      'one cause',
    )
    const others = hosts.filter((host) => host !== login).map((host) => `endpoints.${roles[host]}/${ending}`)
    const {explains} = ran.report.rootCauses[0]!
    assert.deepEqual(
      others.filter((code) => !explains.includes(code)),
      [],
      'that carries the others',
    )
    assert.equal(ran.report.exit, exit)
  }

  it('the hosts are those of the catalogue', () => {
    const known = endpoints.filter((e) => inCloud(e, 'public'))
    assert.deepEqual(Object.fromEntries(known.map((e) => [e.host(clouds.public), e.role])), roles)
  })

  it('is healthy when every host answers as it does', async () => {
    const ran = await doctor({})
    assert.deepEqual(endpointCodes(ran), allOf('reachable'))
    assert.equal(ran.root, null)
    assert.equal(ran.report.exit, 0)
    for (const host of hosts) {
      assert.equal(
        ran.message(`endpoints.${roles[host]}/reachable`),
        `${host} answers: HTTP ${healthy[host]}, TLSv1.3, DigiCert Inc.`,
      )
    }
  })

  const single: readonly (readonly [what: string, address: () => string, ending: string, message: RegExp])[] =
    [
      ['expired', () => faults.expired!, 'certificate-expired', /expired on 2026-02-03 04:05 UTC/],
      ['not yet valid', () => faults.early!, 'certificate-not-yet-valid', /only from 2039-02-03 04:05 UTC/],
      ['another name', () => faults.otherName!, 'certificate-wrong-name', /portal\.example\.test/],
      ['self-signed', () => faults.selfSigned!, 'intercepted-untrusted', /CN=login\.microsoftonline\.com/],
      ['inspected', () => at.inspected(login), 'intercepted-untrusted', /“Contoso Inspection”/],
      [
        'without its intermediate',
        () => faults.leafAlone!,
        'certificate-untrusted',
        /“Microsoft Corporation”/,
      ],
      ['TLS 1.1 only', () => faults.oldTls!, 'tls-version', /no TLS 1\.2/],
      ['plain HTTP on port 443', () => faults.plain!, 'tls-failed', /WRONG_VERSION_NUMBER|not TLS/],
      ['nothing listens', () => at.nothing, 'refused', /127\.0\.4\.1/],
      ['no route', () => at.noRoute, 'unreachable', /203\.0\.113\.7/],
      ['rejected by a firewall', () => at.rejected, 'unreachable', /127\.0\.4\.3/],
      ['reset after the connection is made', () => at.reset, 'reset', /127\.0\.4\.4/],
      ['closed without an answer', () => faults.closes!, 'http-failed', /not usable HTTP/],
      ['endless headers', () => faults.largeHeaders!, 'http-failed', /not usable HTTP/],
    ]
  describe('the token service’s host with one fault', {concurrency: 2}, () => {
    for (const [what, address, ending, message] of single) {
      it(`${what}: ${ending}`, async () => {
        onlyLogin(await doctor({[login]: address()}), ending, message)
      })
    }
  })

  it('tells since when a certificate has expired', async () => {
    const ran = await doctor({[login]: faults.expired!})
    assert.equal(ran.report.rootCauses[0]!.since, '2026-02-03T04:05:00.000Z')
  })

  it('any answer of the genuine host is one: redirect, 503, a wish for a certificate, TLS 1.3 only', async () => {
    const ran = await doctor({
      'login.microsoftonline.com': faults.moved!,
      'strongauthenticationservice.auth.microsoft.com': faults.wantsCertificate!,
      'adnotifications.windowsazure.com': faults.busy!,
      'credentials.azure.com': faults.newTls!,
    })
    assert.deepEqual(endpointCodes(ran), allOf('reachable'))
    assert.equal(ran.report.exit, 0)
    assert.match(ran.message('endpoints.login/reachable'), /HTTP 302, usually 200/)
    assert.match(ran.message('endpoints.mfa-service/reachable'), /HTTP 400, usually 403/)
    assert.match(ran.message('endpoints.adnotifications/reachable'), /HTTP 503, usually 403/)
  })

  it('reads only the beginning of a body without end', async () => {
    const ran = await doctor({[login]: faults.largeBody!})
    assert.equal(ran.root, null)
    const log = readFileSync(join(island.folder, 'web', 'access.log'), 'utf8')
      .trim()
      .split('\n')
    const sent = Math.max(...log.map((line) => Number(/" 200 (\d+) /.exec(line)?.[1] ?? 0)))
    assert.ok(sent > 0 && sent < 20_000_000, `nginx sent ${sent} bytes`)
  })

  it('six hosts, six faults: six causes, those that stop sign-ins first', async () => {
    const ran = await doctor({
      'login.microsoftonline.com': at.nothing,
      'strongauthenticationservice.auth.microsoft.com': at.inspected(
        'strongauthenticationservice.auth.microsoft.com',
      ),
      'adnotifications.windowsazure.com': faults.otherName!,
      'credentials.azure.com': faults.closes!,
      'login.windows.net': faults.plain!,
      'graph.microsoft.com': faults.oldTls!,
    })
    assert.deepEqual(
      ran.report.rootCauses.map(({code, status}) => `${status} ${code}`),
      [
        'fail endpoints.login/refused',
        'fail endpoints.mfa-service/intercepted-untrusted',
        'fail endpoints.adnotifications/certificate-wrong-name',
        'fail endpoints.credentials/http-failed',
        'warn endpoints.login-windows-net/tls-failed',
        'warn endpoints.graph/tls-version',
      ],
    )
  })

  it('hosts that sign-ins do without are no failure', async () => {
    const missing = {'login.windows.net': at.nothing, 'graph.microsoft.com': at.nothing}
    const ran = await doctor(missing)
    assert.equal(ran.root, 'endpoints.login-windows-net/refused')
    assert.equal(ran.report.exit, 0)
    assert.equal((await doctor(missing, {args: ['--strict']})).report.exit, 1)
  })

  it('inspection by an authority that this machine does not trust stops everything', async () => {
    const ran = await doctor(everywhere(at.inspected))
    allIs(ran, 'intercepted-untrusted', 1)
    assert.match(ran.report.rootCauses[0]!.message, /“Contoso Inspection”/)
  })

  it('inspection by an authority that it trusts is a warning', async () => {
    const ran = await doctor(everywhere(at.inspected), {trust: inspection})
    allIs(ran, 'intercepted-trusted', 0)
    assert.match(ran.report.rootCauses[0]!.message, /“Contoso Inspection”/)
    assert.equal(
      (await doctor(everywhere(at.inspected), {trust: inspection, args: ['--strict']})).report.exit,
      1,
    )
  })

  it('the genuine authority missing on this machine is no interception', async () => {
    const ran = await doctor({}, {trust: null})
    allIs(ran, 'certificate-untrusted', 1)
    assert.equal(ran.report.rootCauses[0]!.owner, 'server')
  })

  it('a second address that answers makes up for a first that does not', async () => {
    const ran = await doctor({[login]: [at.dropped, at.healthy(login)]})
    assert.deepEqual(endpointCodes(ran), allOf('reachable'))
    assert.ok(ran.report.tookMs < 3_000, `${ran.report.tookMs} ms`)
  })

  /** Every name is asked of the name server at `resolver`. */
  const asking = (resolver: string, args: readonly string[] = []) =>
    doctor(
      everywhere(() => null),
      {resolver, args},
    )

  it('a name server that knows no such name: name-not-found', async () => {
    const server = await unbound(island, at.names, 'static')
    const ran = await asking(at.names)
    await server.stop()
    allIs(ran, 'name-not-found', 1)
    assert.match(ran.report.rootCauses[0]!.message, /127\.0\.6\.1/)
  })

  it('a name server that refuses, and none at all: name-failed', async () => {
    const server = await unbound(island, at.names, 'refuse')
    const ran = await asking(at.names)
    await server.stop()
    allIs(ran, 'name-failed', 1)
    allIs(await asking(at.noNames), 'name-failed', 1)
  })

  /** Cut short: nothing is known but how far each look came, and the end is in time. */
  function cutShort(ran: Ran, message: RegExp): void {
    assert.deepEqual(endpointCodes(ran), allOf('unknown'))
    assert.match(ran.message('endpoints.login/unknown'), message)
    assert.equal(ran.root, null)
    assert.equal(ran.report.exit, 3)
    assert.ok(ran.report.tookMs < 1_500, `${ran.report.tookMs} ms with a deadline of 1 s`)
    assert.ok(ran.ms < 3_000, `${ran.ms} ms with the start of Node.js`)
  }
  it('a run that is cut short by its deadline ends in time, and nothing is left running', async () => {
    const server = await unbound(island, at.silentNames, 'deny')
    cutShort(await asking(at.silentNames, ['--deadline', '1s']), /look-up of login\.microsoftonline\.com/)
    cutShort(
      await doctor(
        everywhere(() => at.dropped),
        {args: ['--deadline', '1s']},
      ),
      /127\.0\.4\.2/,
    )
    const left = island.processes().filter((line) => line.includes(process.execPath))
    assert.deepEqual(left, [], 'the look-ups that hang are gone')
    await server.stop()
  })

  describe('silence is told apart by the layer that keeps silent, and each has its patience', {
    concurrency: true,
  }, () => {
    it('a name server: name-timeout', async () => {
      const server = await unbound(island, at.silentNames, 'deny')
      const ran = await asking(at.silentNames)
      await server.stop()
      allIs(ran, 'name-timeout', 1)
      assert.match(ran.report.rootCauses[0]!.message, /127\.0\.6\.3/)
      assert.ok(ran.report.tookMs < 7_000, `${ran.report.tookMs} ms`)
    })
    it('every host black-holed: tcp-timeout', async () => {
      const ran = await doctor(everywhere(() => at.dropped))
      allIs(ran, 'tcp-timeout', 1)
      assert.ok(ran.report.tookMs < 7_000, `${ran.report.tookMs} ms`)
    })
    it('one host each: tcp-timeout, tls-timeout, http-timeout', async () => {
      const ran = await doctor({
        'login.microsoftonline.com': at.dropped,
        'strongauthenticationservice.auth.microsoft.com': at.hung,
        'adnotifications.windowsazure.com': faults.waits!,
      })
      assert.deepEqual(endpointCodes(ran), {
        ...allOf('reachable'),
        login: 'tcp-timeout',
        'mfa-service': 'tls-timeout',
        adnotifications: 'http-timeout',
      })
      assert.equal(ran.root, 'endpoints.login/tcp-timeout')
      assert.equal(ran.report.exit, 1)
      assert.ok(ran.report.tookMs < 8_500, `${ran.report.tookMs} ms`)
    })
  })

  it('a proxy that lets nothing through, and one that is not there; its password is never shown', async () => {
    const password = 'pr0xy-s3cret'
    const through = (port: number, env = {}) =>
      doctor({}, {args: ['--proxy', `http://ops:${password}@${at.proxy}:${port}`], env})
    for (const [port, ending] of [
      [3128, 'proxy-refused'],
      [3129, 'proxy-unreachable'],
    ] as const) {
      const ran = await through(port)
      allIs(ran, ending, 1)
      assert.match(ran.report.rootCauses[0]!.message, /http:\/\/127\.0\.5\.1:312/)
      assert.ok(!ran.stdout.includes(password))
    }
    const byEnvironment = {
      HTTPS_PROXY: `http://ops:${password}@${at.proxy}:3128`,
      NO_PROXY: 'microsoftonline.com',
    }
    const ran = await doctor({}, {env: byEnvironment})
    assert.deepEqual(endpointCodes(ran), {...allOf('proxy-refused'), login: 'reachable'})
    assert.ok(!ran.stdout.includes(password))
  })
})
