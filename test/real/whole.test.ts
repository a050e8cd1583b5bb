import assert from 'node:assert/strict'
import {readFileSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {after, before, describe, it} from 'node:test'
import type {Finding, Report} from '../../src/core/report.ts'
import {realSuite} from './can-start.ts'
import {certificatesIn, type Issued} from './certificates.ts'
import {type Installation, installations} from './installation.ts'
import {Island, type Names} from './island.ts'
import {npsmfa, type Ran} from './npsmfa.ts'
import {controller, provision, sambaNeeds} from './samba.ts'
import {proxy, squid, squidNeeds} from './squid.ts'
import {unbound} from './unbound.ts'

/** The networks (127.0.N.0/24) of the island, by what happens there. */
const networks = {healthy: 1, inspected: 2, intercepted: 3, expired: 4, misnamed: 6, reset: 7, dropped: 8}
const nothing = '127.0.9.1'
const nameServers = {silent: '127.0.10.1', knowing: '127.0.10.2', lacking: '127.0.10.3', empty: '127.0.10.4'}

const places = [
  {scenario: 'healthy', networks: [networks.healthy, networks.reset, networks.dropped]},
  {scenario: 'inspection-trusted', networks: [networks.inspected]},
  {scenario: 'credentials-intercepted', networks: [networks.intercepted]},
  {scenario: 'login-certificate-expired', networks: [networks.expired]},
  {scenario: 'mfa-service-wrong-name', networks: [networks.misnamed]},
] as const

const login = 'login.microsoftonline.com'
const mfaService = 'strongauthenticationservice.auth.microsoft.com'
const adNotifications = 'adnotifications.windowsazure.com'
const credentials = 'credentials.azure.com'
const dc = 'dc1.ad.contoso.example'
const srv = '_ldap._tcp.dc._msdcs.ad.contoso.example. 60 IN SRV 0 100 389 dc1.ad.contoso.example.'

const needs = [
  ...squidNeeds,
  ...sambaNeeds,
  {file: 'unbound', packages: 'unbound'},
  {file: 'nft', packages: 'nftables'},
  {file: 'faketime', packages: 'faketime'},
]

realSuite('the whole doctor in a world where Microsoft’s names lead to the lab', needs, () => {
  let island: Island
  let labs: Awaited<ReturnType<typeof installations<(typeof places)[number]>>>
  let inspection: Issued

  before(async () => {
    island = await Island.open()
    labs = await installations(island, places)
    const make = certificatesIn(join(island.folder, 'tls'))
    inspection = make('inspection', {subject: '/O=Contoso Inspection/CN=Contoso Inspection CA'})
    const both = [labs.healthy.ca, inspection.certificate].map((file) => readFileSync(file, 'utf8')).join('')
    writeFileSync(join(island.folder, 'both.pem'), both)
    const hosts = labs.healthy.hosts(networks.healthy)
    const known = Object.entries(hosts).map(([name, address]) => `${name}. 60 IN A ${address}`)
    const rules = [
      'add table inet filter',
      'add chain inet filter in { type filter hook input priority 0 ; }',
      `add rule inet filter in ip daddr 127.0.${networks.dropped}.0/24 drop`,
      // The connection is made; the first bytes of TLS are answered by a reset.
      `add rule inet filter in ip daddr 127.0.${networks.reset}.0/24 tcp flags & psh == psh reject with tcp reset`,
    ]
    await Promise.all([
      island.must('nft', ['-f', '-'], {input: `${rules.join('\n')}\n`}),
      unbound(island, nameServers.silent, 'deny'),
      unbound(island, nameServers.empty, 'static'),
      unbound(island, nameServers.knowing, 'static', [...known, srv]),
      unbound(
        island,
        nameServers.lacking,
        'static',
        known.filter((record) => !record.startsWith(credentials)),
      ),
      samba(make),
      squid(island, {hosts, inspection, trusts: labs.healthy.ca, denied: mfaService}),
    ])
  })
  after(() => island?.close())
  async function samba(make: ReturnType<typeof certificatesIn>): Promise<void> {
    const directory = await provision(island, [], {dns: true})
    const ca = make('ca', {subject: '/O=Contoso/CN=Contoso CA'})
    await directory.start(make('dc', {subject: '/CN=dc1', names: [controller.host], by: ca}), ca)
  }

  interface Asking {
    lab?: Installation
    /** /etc/hosts; that of the healthy installation unless told otherwise. */
    hosts?: Names['hosts']
    resolver?: string
    directory?: readonly string[]
    args?: readonly string[]
    env?: Readonly<Record<string, string>>
    under?: readonly string[]
  }
  function doctor(asking: Asking = {}): Promise<Ran> {
    const {lab = labs.healthy, resolver, args = [], env = {}, under} = asking
    const {hosts = lab.hosts(networks.healthy), directory = lab.directory} = asking
    return npsmfa(
      island,
      ['doctor', ...lab.args, ...directory, ...args],
      {...lab.env, ...env},
      {hosts, ...(resolver ? {resolver} : {})},
      under,
    )
  }
  /** Healthy but for some hosts, which are found in another network. */
  const elsewhere = (network: number, ...names: string[]): Names['hosts'] => {
    const there = labs.healthy.hosts(network)
    const moved = Object.fromEntries(names.map((name) => [name, there[name]!]))
    return {...labs.healthy.hosts(networks.healthy), ...moved}
  }
  const only = (network: number, name: string): Names['hosts'] => ({
    [name]: labs.healthy.hosts(network)[name]!,
  })
  /** What only a Windows server or a sign-in can tell is not looked at from here. */
  const notFromHere = ({status, message}: Finding) =>
    status === 'skip' &&
    /on a Windows server only|on this kind of machine|nobody was signed in for a test/.test(message)
  const inOrder = ({findings}: Report) => findings.filter((f) => f.status !== 'pass' && !notFromHere(f))
  const codes = (ran: Ran) => ran.report.rootCauses.map((cause) => cause.code)

  /** Nothing is wrong, nothing unknown, and nothing was left out. */
  function healthy(ran: Ran): void {
    assert.deepEqual(
      inOrder(ran.report).map((f) => `${f.status} ${f.code}`),
      [],
    )
    assert.deepEqual(codes(ran), [])
    assert.equal(ran.report.exit, 0)
    assert.equal(ran.report.findings.filter((f) => f.status === 'pass').length, 35)
  }
  /** One root cause, and it explains whatever else is not in order, but for what is known to be apart from it. */
  function oneRoot(ran: Ran, {code, exit, message, apart = []}: Omit<Case, 'what' | 'asking'>): void {
    assert.deepEqual(codes(ran), [code])
    assert.equal(ran.report.exit, exit)
    assert.match(ran.report.rootCauses[0]!.message, message)
    const others = inOrder(ran.report).filter((f) => f.code !== code)
    const follow = others.filter((f) => f.because.includes(code))
    assert.deepEqual(
      others.filter((f) => !follow.includes(f)).map((f) => `${f.status} ${f.code}`),
      apart.map((known) => `unknown ${known}`),
      'everything else follows from it',
    )
    assert.deepEqual(
      ran.report.rootCauses[0]!.explains.toSorted(),
      follow.map((f) => f.code).sort(),
      'and it says so',
    )
  }

  it('is healthy, by a hosts file and by a name server', async () => {
    healthy(await doctor())
    healthy(await doctor({hosts: {}, resolver: nameServers.knowing}))
  })

  interface Case {
    what: string
    asking: () => Asking
    code: string
    exit: 0 | 1 | 3
    message: RegExp
    /** What is not known either, and has no known cause. */
    apart?: readonly string[]
  }
  /** The directory may lie elsewhere than the hosts of the internet, and its name be known to other name servers. */
  const noDirectory = (ending: string) => [
    `directory.reachable/${ending}`,
    ...['in-ad', 'ad-state', 'dial-in'].map((check) => `user.${check}/unknown`),
  ]
  const role: Readonly<Record<string, string>> = {
    [login]: 'login',
    [mfaService]: 'mfa-service',
    [adNotifications]: 'adnotifications',
  }
  const cases: readonly Case[] = [
    {
      what: 'a name server that keeps silent',
      asking: () => ({hosts: {}, resolver: nameServers.silent}),
      ...{code: 'endpoints.login/name-timeout', exit: 1, message: /127\.0\.10\.1/},
    },
    ...[login, mfaService, adNotifications].flatMap((name): Case[] => [
      {
        what: `${role[name]} dropped`,
        asking: () => ({hosts: elsewhere(networks.dropped, name)}),
        ...{code: `endpoints.${role[name]}/tcp-timeout`, exit: 1, message: /127\.0\.8\.\d/},
      },
      {
        what: `${role[name]} refused`,
        asking: () => ({hosts: {...elsewhere(networks.healthy), [name]: nothing}}),
        ...{code: `endpoints.${role[name]}/refused`, exit: 1, message: /127\.0\.9\.1/},
      },
      {
        what: `${role[name]} reset`,
        asking: () => ({hosts: elsewhere(networks.reset, name)}),
        ...{code: `endpoints.${role[name]}/reset`, exit: 1, message: /127\.0\.7\.\d/},
      },
    ]),
    {
      what: 'one name that does not exist',
      asking: () => ({hosts: {}, resolver: nameServers.lacking}),
      ...{code: 'endpoints.credentials/name-not-found', exit: 1, message: /credentials\.azure\.com/},
    },
    {
      what: 'no name exists',
      asking: () => ({hosts: {}, resolver: nameServers.empty}),
      ...{code: 'endpoints.login/name-not-found', exit: 1, message: /127\.0\.10\.4/},
      apart: noDirectory('broken'),
    },
    {
      what: 'everything dropped',
      asking: () => ({hosts: labs.healthy.hosts(networks.dropped)}),
      ...{code: 'endpoints.login/tcp-timeout', exit: 1, message: /127\.0\.8\.1/},
      apart: noDirectory('unknown'),
    },
    {
      what: 'everything inspected by an authority that this machine trusts',
      asking: () => at('inspection-trusted', networks.inspected),
      ...{code: 'endpoints.login/intercepted-trusted', exit: 0, message: /“Contoso Inspection”/},
    },
    {
      what: 'one host intercepted by an authority that it does not trust',
      asking: () => at('credentials-intercepted', networks.intercepted),
      ...{code: 'endpoints.credentials/intercepted-untrusted', exit: 1, message: /“Contoso Inspection”/},
    },
    {
      what: 'an expired certificate',
      asking: () => at('login-certificate-expired', networks.expired),
      ...{code: 'endpoints.login/certificate-expired', exit: 1, message: /expired on 2/},
    },
    {
      what: 'a certificate for another name',
      asking: () => at('mfa-service-wrong-name', networks.misnamed),
      ...{code: 'endpoints.mfa-service/certificate-wrong-name', exit: 1, message: /somewhere-else/},
    },
    {
      what: 'a proxy that wants to know who asks',
      asking: () => through(proxy.authenticating),
      ...{code: 'endpoints.login/proxy-authentication', exit: 1, message: /127\.0\.5\.1:3129.*\(Basic\)/},
    },
    {
      what: 'a proxy that is told a wrong password',
      asking: () => through(proxy.authenticating, `${proxy.user}:wrong@`),
      ...{code: 'endpoints.login/proxy-authentication', exit: 1, message: /\(Basic\)/},
    },
    {
      what: 'a proxy that denies one host',
      asking: () => through(proxy.denying),
      ...{code: 'endpoints.mfa-service/proxy-refused', exit: 1, message: /answered 403/},
    },
    {
      what: 'a proxy that inspects with an authority that this machine does not trust',
      asking: () => through(proxy.inspecting),
      ...{code: 'endpoints.login/intercepted-untrusted', exit: 1, message: /“Contoso Inspection”/},
    },
    {
      what: 'a proxy that inspects with one that it trusts',
      asking: () => {
        const asking = through(proxy.inspecting)
        const trust = {NODE_EXTRA_CA_CERTS: join(island.folder, 'both.pem')}
        return {...asking, env: {...asking.env, ...trust}}
      },
      ...{code: 'endpoints.login/intercepted-trusted', exit: 0, message: /“Contoso Inspection”/},
    },
    {
      what: 'a clock that is 20 minutes ahead',
      asking: () => clock('+20m'),
      ...{code: 'clock.skew/off', exit: 1, message: /20 min( 1 s)? ahead/},
    },
    {
      what: 'a clock that is 20 minutes behind',
      asking: () => clock('-20m'),
      ...{code: 'clock.skew/off', exit: 1, message: /(20 min|19 min 59 s) behind/},
    },
  ]
  /** Another installation than the healthy one. */
  function at(scenario: (typeof places)[number]['scenario'], network: number): Asking {
    return {lab: labs[scenario], hosts: labs[scenario].hosts(network)}
  }
  /** Only the directory is found without the proxy. */
  function through(port: number, as = ''): Asking {
    return {
      hosts: only(networks.healthy, dc),
      env: {HTTPS_PROXY: `http://${as}${proxy.address}:${port}`},
    }
  }
  /** The doctor’s clock, by libfaketime; how long something takes stays true. Nothing else on the way to it is fooled. */
  function clock(offset: string): Asking {
    // The loader puts the machine's own library folder in the place of $LIB.
    const library = 'LD_PRELOAD=/usr/$LIB/faketime/libfaketime.so.1'
    return {under: ['env', library, `FAKETIME=${offset}`, 'FAKETIME_DONT_FAKE_MONOTONIC=1']}
  }

  describe('one cause, one root', {concurrency: 4}, () => {
    for (const {what, asking, ...expected} of cases) {
      it(`${what}: ${expected.code}`, async () => oneRoot(await doctor(asking()), expected))
    }
  })

  it('is healthy through a proxy, and through one that knows who asks', async () => {
    healthy(await doctor(through(proxy.open)))
    const ran = await doctor(through(proxy.authenticating, `${proxy.user}:${proxy.password}@`))
    healthy(ran)
    assert.ok(!ran.stdout.includes(proxy.password))
  })

  it('a wrong clock is why no token is given', async () => {
    const ran = await doctor(clock('+20m'))
    const token = ran.report.findings.find((f) => f.check === 'token.acquired')!
    assert.equal(token.status, 'fail')
    assert.deepEqual(token.because, ['clock.skew/off'])
  })

  it('finds the directory by the SRV records of a real name server', async () => {
    const ran = await doctor({
      hosts: {},
      resolver: nameServers.knowing,
      directory: ['--ldap-user', labs.healthy.introduction.directory.user],
    })
    healthy(ran)
    assert.match(
      ran.message('directory.reachable/discovered'),
      /^dc1\.ad\.contoso\.example:389, found in DNS/,
    )
  })

  it('takes an answer that its resolver cannot read, which Samba gives, for no fault of the domain', async () => {
    const ran = await doctor({
      resolver: controller.address,
      directory: ['--ldap-user', 'reader@ad.contoso.test'],
    })
    const {status, message} = ran.report.findings.find((f) => f.check === 'directory.reachable')!
    assert.equal(status, 'unknown')
    assert.match(message, /cannot be read by this program’s resolver; name the directory with --ldap/)
    assert.deepEqual(codes(ran), [])
    assert.equal(ran.report.exit, 3)
  })

  describe('a run that meets a black hole ends within half a second of its deadline', () => {
    const holes: readonly (readonly [what: string, asking: () => Asking])[] = [
      ['a silent name server', () => ({hosts: {}, resolver: nameServers.silent})],
      ['everything dropped', () => ({hosts: labs.healthy.hosts(networks.dropped)})],
      ['one host dropped', () => ({hosts: elsewhere(networks.dropped, login)})],
    ]
    for (const [what, asking] of holes) {
      it(what, async () => {
        // What else this machine does can only add to it, so one of three tries must keep to it.
        let ms = Number.POSITIVE_INFINITY
        for (let tries = 0; tries < 3 && ms >= 3_500; tries++) {
          const ran = await doctor({...asking(), args: ['--deadline', '3s']})
          // To enter the island and start Node.js is none of the doctor's time.
          ms = ran.report.tookMs
          assert.ok(ran.ms < 6_000, `${ran.ms} ms in all`)
          assert.equal(ran.report.exit, 3)
          assert.equal(ran.root, null)
        }
        assert.ok(ms > 2_900 && ms < 3_500, `${ms} ms`)
      })
    }
  })
})
