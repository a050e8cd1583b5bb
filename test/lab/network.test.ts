import assert from 'node:assert/strict'
import {execFile} from 'node:child_process'
import {Resolver} from 'node:dns/promises'
import {mkdtempSync, writeFileSync} from 'node:fs'
import {connect} from 'node:net'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {suite} from 'node:test'
import {promisify} from 'node:util'
import {Agent, fetch, ProxyAgent, request as undiciRequest} from 'undici'
import type {Introduction, LabState} from '../../src/lab/index.ts'
import type {Host} from '../../src/lab/state.ts'
import {testWith} from '../tools.ts'
import {hostOfSts, inLab, request} from './help.ts'

const test = testWith('curl', 'openssl')

const login = (state: LabState, change: Partial<Host>) => {
  Object.assign(state.hosts.find(({name}) => name === hostOfSts)!, change)
}

/** Asks the token service by curl, directly or through the proxy; answers its exit status and what it printed. */
async function curl({ca, ports, proxy}: Introduction, way: 'direct' | 'proxy' = 'direct', seconds = 20) {
  const file = join(mkdtempSync(join(tmpdir(), 'npsmfa-lab-')), 'ca.pem')
  writeFileSync(file, ca)
  const to = `${hostOfSts}:443:127.0.0.1:${ports[`${hostOfSts}:443`]}`
  const route = way === 'direct' ? ['--connect-to', to] : ['-x', proxy!]
  const args = [
    '-sS',
    '-m',
    String(seconds),
    '--cacert',
    file,
    ...route,
    '-w',
    '%{http_code}',
    `https://${hostOfSts}/`,
  ]
  return promisify(execFile)('curl', args, {env: {}}).then(
    ({stdout}) => ({exit: 0, out: stdout}),
    (error) => ({exit: error.code as number, out: error.stdout as string}),
  )
}

const resolver = ({dns}: Introduction) => {
  const made = new Resolver({timeout: 1000, tries: 1})
  made.setServers([dns])
  return made
}

test('names: addresses, none of IPv6, unknown ones, faults', async () => {
  const change = (state: LabState) => {
    const faults = ['nxdomain', 'servfail', 'silent'] as const
    for (const [index, dns] of faults.entries()) state.hosts[index]!.dns = dns
  }
  await inLab(change, async ({introduction, state}) => {
    const names = resolver(introduction)
    const outcome = (name: string) => names.resolve4(name).catch((error) => error.code)
    assert.deepEqual(await outcome('DC1.ad.contoso.example'), ['127.0.0.1'])
    assert.equal(await names.resolve6('dc1.ad.contoso.example').catch((error) => error.code), 'ENODATA')
    assert.equal(await outcome('unknown.example'), 'ENOTFOUND')
    const codes = await Promise.all(state.hosts.slice(0, 3).map(({name}) => outcome(name)))
    assert.deepEqual(codes, ['ENOTFOUND', 'ESERVFAIL', 'ETIMEOUT'])
  })
})

test('names of services: where the directory is found', async () => {
  const gone = '_ldap._tcp.ad.contoso.example'
  const known = '_ldap._tcp.dc._msdcs.ad.contoso.example'
  const change = (state: LabState) => {
    state.services.find(({name}) => name === gone)!.dns = 'nxdomain'
    state.services.push({name: known, target: 'dc2.ad.contoso.example', port: 3268, dns: 'answers'})
  }
  await inLab(change, async ({introduction}) => {
    const names = resolver(introduction)
    const outcome = (name: string) =>
      names.resolveSrv(name).then(
        (found) => found.map((each) => [each.name, each.port]),
        (error) => error.code,
      )
    assert.deepEqual(await outcome(known.toUpperCase()), [
      ['dc1.ad.contoso.example', 389],
      ['dc2.ad.contoso.example', 3268],
    ])
    assert.equal(await outcome(gone), 'ENOTFOUND')
    assert.equal(await outcome('_kerberos._tcp.ad.contoso.example'), 'ENOTFOUND')
    assert.equal(await outcome('dc1.ad.contoso.example'), 'ENODATA')
    assert.equal(await names.resolve4(known).catch((error) => error.code), 'ENODATA')
  })
})

/** The exit statuses of curl that may follow; 28 is its deadline. */
const byCurl: [string, Partial<Host>, ...number[]][] = [
  ['a healthy host', {}, 0],
  ['refuses', {tcp: 'refuses'}, 7],
  ['accepts and keeps silent', {tcp: 'silent'}, 28],
  ['resets', {tcp: 'resets'}, 35, 7, 56],
  ['expired', {certificate: 'expired'}, 60],
  ['not yet valid', {certificate: 'not-yet-valid'}, 60],
  ['wrong name', {certificate: 'wrong-name'}, 60],
  ['self-signed', {certificate: 'self-signed'}, 60],
  ['untrusted', {certificate: 'untrusted'}, 60],
  ['inspected, but trusted', {certificate: 'inspected'}, 0],
  ['TLS 1.1 only', {tls: 'tls1.1'}, 35],
  ['clear text', {tls: 'plain'}, 35],
  ['HTTP that keeps silent', {http: 'silent'}, 28],
  ['endless headers', {http: 'endless-headers'}, 28, 56],
  ['no HTTP', {http: 'garbage'}, 1],
]
suite('curl meets', {concurrency: 4}, () => {
  for (const [name, change, ...exits] of byCurl)
    test(name, async () => {
      await inLab(
        (state) => login(state, change),
        async ({introduction}) => {
          const {exit, out} = await curl(introduction, 'direct', exits.includes(28) ? 1 : 20)
          assert.ok(exits.includes(exit), `${exit}`)
          if (exit === 0) assert.match(out, /Sign in to your account.*200$/)
        },
      )
    })
})

test('a server of TLS 1.1 is understood by who still speaks it', async () => {
  await inLab(
    (state) => login(state, {tls: 'tls1.1'}),
    async ({introduction}) => {
      const args = [
        's_client',
        '-tls1_1',
        '-cipher',
        'DEFAULT@SECLEVEL=0',
        '-connect',
        `127.0.0.1:${introduction.ports[`${hostOfSts}:443`]}`,
      ]
      const running = promisify(execFile)('openssl', args)
      running.child.stdin?.end()
      assert.match((await running).stdout, /Protocol *: TLSv1\.1/)
    },
  )
})

test('the issuer is who it should be', async () => {
  const issuer = {
    valid: 'O=DigiCert Inc\nCN=npsmfa lab root',
    untrusted: 'O=Contoso Inspection\nCN=Contoso Inspection Root CA 2',
    inspected: 'O=Contoso Inspection\nCN=Contoso Inspection Root CA',
  }
  for (const certificate of ['valid', 'untrusted', 'inspected'] as const)
    await inLab(
      (state) => login(state, {certificate}),
      async ({introduction}) => {
        const {connect: secure} = await import('node:tls')
        const port = introduction.ports[`${hostOfSts}:443`]!
        const seen = await new Promise((resolve) => {
          const socket = secure(
            {port, host: '127.0.0.1', servername: hostOfSts, rejectUnauthorized: false},
            () => {
              resolve(socket.getPeerX509Certificate()?.issuer)
              socket.destroy()
            },
          )
        })
        assert.equal(seen, issuer[certificate])
      },
    )
})

test('anonymous answers are the catalogue’s, dated by the lab’s clock', async () => {
  await inLab(
    (state) => {
      state.clockOffsetMs = 3_600_000
    },
    async ({introduction}) => {
      const statuses = {
        'strongauthenticationservice.auth.microsoft.com': 403,
        'adnotifications.windowsazure.com': 403,
        'credentials.azure.com': 404,
        'login.windows.net': 200,
        'graph.microsoft.com': 200,
      }
      for (const [host, status] of Object.entries(statuses)) {
        const answer = await request(introduction, host)
        assert.equal(answer.status, status)
        const ahead = Date.parse(String(answer.headers.date)) - Date.now()
        assert.ok(Math.abs(ahead - 3_600_000) < 2000)
      }
    },
  )
})

test('other HTTP faults', async () => {
  const answered = async (http: Host['http'], path = '/') => {
    let answer = {status: 0, text: '', location: ''}
    await inLab(
      (state) => login(state, {http}),
      async ({introduction}) => {
        const {status, text, headers} = await request({...introduction}, hostOfSts, path).catch(() => ({
          status: -1,
          text: '',
          headers: {},
        }))
        answer = {status, text, location: String((headers as {location?: string}).location)}
      },
    )
    return answer
  }
  assert.equal((await answered('unavailable')).status, 503)
  assert.match((await answered('block-page')).text, /blocked/)
  assert.equal((await answered('redirect-loop', '/x?y')).location, `https://${hostOfSts}/x?y`)
  assert.equal((await answered('garbage')).status, -1)
})

test('invalid JSON where JSON is due', async () => {
  await inLab(
    (state) => login(state, {http: 'garbage'}),
    async ({introduction}) => {
      const connectTo = {port: introduction.ports[`${hostOfSts}:443`]!, host: '127.0.0.1'}
      const dispatcher = new Agent({connect: {ca: introduction.ca, servername: hostOfSts}})
      const answer = await fetch(
        `https://${connectTo.host}:${connectTo.port}/x/v2.0/.well-known/openid-configuration`,
        {dispatcher},
      )
      await assert.rejects(answer.json(), SyntaxError)
      await dispatcher.destroy()
    },
  )
})

test('a body of 1 GB flows no further than the client drinks', async () => {
  await inLab(
    (state) => login(state, {http: 'huge-body'}),
    async ({introduction}) => {
      const dispatcher = new Agent({connect: {ca: introduction.ca, servername: hostOfSts}})
      const answer = await fetch(`https://127.0.0.1:${introduction.ports[`${hostOfSts}:443`]}/`, {dispatcher})
      assert.equal(answer.headers.get('content-length'), String(1024 ** 3))
      let size = 0
      for await (const chunk of answer.body!) {
        size += chunk.length
        if (size > 5_000_000) break
      }
      const before = process.memoryUsage.rss()
      await new Promise((done) => setTimeout(done, 100))
      assert.ok(process.memoryUsage.rss() - before < 50_000_000)
      await dispatcher.destroy()
    },
  )
})

test('a proxy: the only way out, by curl and undici', async () => {
  await inLab(
    (state) => {
      state.proxy = {requiresAuthentication: false, refuses: ['graph.microsoft.com']}
    },
    async ({introduction}) => {
      assert.equal((await curl(introduction, 'direct', 1)).exit, 28)
      assert.match((await curl(introduction, 'proxy')).out, /Sign in to your account.*200$/)
      const dispatcher = new ProxyAgent({uri: introduction.proxy!, requestTls: {ca: introduction.ca}})
      assert.equal((await fetch(`https://${hostOfSts}/`, {dispatcher})).status, 200)
      for (const [host, status] of [
        ['graph.microsoft.com', 403],
        ['elsewhere.example', 502],
      ] as const)
        await assert.rejects(
          undiciRequest(`https://${host}/`, {dispatcher}),
          new RegExp(`Proxy response .${status}.`),
        )
      await dispatcher.destroy()
    },
  )
})

test('a proxy that asks who it is says how', async () => {
  await inLab(
    (state) => {
      state.proxy = {requiresAuthentication: true, refuses: []}
    },
    async ({introduction}) => {
      const {port} = new URL(introduction.proxy!)
      const said = await new Promise<string>((resolve) => {
        let text = ''
        const socket = connect(Number(port), '127.0.0.1')
        socket.on('data', (chunk) => {
          text += chunk
        })
        socket.on('close', () => resolve(text))
        socket.write(`CONNECT ${hostOfSts}:443 HTTP/1.1\r\nHost: ${hostOfSts}:443\r\n\r\n`)
      })
      assert.match(said, /^HTTP\/1\.1 407 /)
      assert.match(said, /Proxy-Authenticate: Negotiate\r\nProxy-Authenticate: Basic realm=/)
      const token = `Basic ${Buffer.from('nps:secret').toString('base64')}`
      const dispatcher = new ProxyAgent({uri: introduction.proxy!, token, requestTls: {ca: introduction.ca}})
      assert.equal((await fetch(`https://${hostOfSts}/`, {dispatcher})).status, 200)
      await dispatcher.destroy()
    },
  )
})
