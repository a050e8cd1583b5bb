import assert from 'node:assert/strict'
import {once} from 'node:events'
import {connect} from 'node:net'
import {describe, test} from 'node:test'
import {parseProxy, proxyFromEnvironment} from '../../src/app/proxies.ts'
import {ask} from '../../src/world/http.ts'
import type {LayerFailure} from '../../src/world/net/layers.ts'
import {freePort} from '../support/ports.ts'
import {authority, type Conduct, repeats, says, tcpServer, tlsServer} from '../support/raw-server.ts'
import {routeTo} from '../support/route.ts'

const host = 'graph.example'
const {ca, certificate} = await authority()
const server = await tlsServer(
  await certificate(host),
  says('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok'),
)

const through = (proxy: string) =>
  ask(
    routeTo(1, ca, {proxyFor: () => parseProxy(proxy)}),
    new URL(`https://${host}/`),
    AbortSignal.timeout(9000),
  )

const asks = (...schemes: string[]) =>
  says(
    `HTTP/1.1 407 Proxy Authentication Required\r\n${schemes.map((s) => `Proxy-Authenticate: ${s}\r\n`).join('')}Content-Length: 0\r\n\r\n`,
  )

const refusals: [
  what: string,
  conduct: Conduct | undefined,
  code: string,
  schemes: string[],
  within: number,
][] = [
  [
    'asks who it is',
    asks('Negotiate', 'NTLM', 'Basic realm="a, b"'),
    'authentication',
    ['Negotiate', 'NTLM', 'Basic'],
    1,
  ],
  ['asks without saying how', asks(), 'authentication', [], 1],
  [
    'repeats who asks',
    says('HTTP/1.1 407 user:secret\r\nProxy-Authenticate: dXNlcjpzZWNyZXQ= x\r\nContent-Length: 0\r\n\r\n'),
    'authentication',
    ['…'],
    1,
  ],
  ['refuses the tunnel', says('HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n'), 'refused', [], 1],
  ['does not know the host', says('HTTP/1.1 502 Bad Gateway\r\n\r\n'), 'refused', [], 1],
  ['keeps silent', null, 'timeout', [], 6],
  ['drips its answer', repeats('HTTP/1.1 200 OK\r\n', 'X: y\r\n', 200), 'timeout', [], 6],
  ['sends headers without end', repeats('HTTP/1.1 200 OK\r\n', `X: ${'y'.repeat(900)}\r\n`), 'failed', [], 2],
  ['is no proxy', says('220 smtp.example ESMTP\r\n'), 'failed', [], 1],
  ['hangs up', (socket) => socket.once('data', () => socket.resetAndDestroy()), 'failed', [], 1],
  ['is not there', undefined, 'unreachable', [], 1],
]

describe('a proxy that stands in the way is named, and how', {concurrency: true}, () => {
  for (const [what, conduct, code, schemes, within] of refusals)
    test(`a proxy that ${what}`, async () => {
      const port = conduct === undefined ? await freePort() : await tcpServer(conduct)
      const started = performance.now()
      const failure = await through(`http://user:secret@127.0.0.1:${port}`).then(
        () => assert.fail('it was taken for an answer'),
        (error: LayerFailure) => error,
      )
      assert.deepEqual([failure.layer, failure.code], ['proxy', code], failure.message)
      assert.deepEqual(failure.path.proxySchemes ?? [], schemes)
      assert.equal(failure.path.proxy, `http://127.0.0.1:${port}`)
      assert.doesNotMatch(`${failure.message}${JSON.stringify(failure.path)}`, /secret|user/)
      assert.ok(performance.now() - started < within * 1000)
    })
})

/** A proxy that makes the tunnel; the request line and headers that it was asked with. */
function tunnelling(): Promise<{port: number; asked: Promise<string>}> {
  const {promise: asked, resolve} = Promise.withResolvers<string>()
  return tcpServer((socket) => {
    socket.once('data', async (request) => {
      resolve(request.toString())
      const onward = connect(server, '127.0.0.1')
      await once(onward, 'connect')
      onward.on('error', () => {})
      socket.write('HTTP/1.1 200 Connection established\r\nX-Via: test\r\n\r\n')
      socket.pipe(onward).pipe(socket)
    })
  }).then((port) => ({port, asked}))
}

const credentials: [given: string, sent: string | null][] = [
  ['http://127.0.0.1:PORT', null],
  ['127.0.0.1:PORT', null],
  ['http://user:pass@127.0.0.1:PORT', 'user:pass'],
  ['http://us%40er:p%3Aa%20%25@127.0.0.1:PORT', 'us@er:p:a %'],
  ['http://user:100%@127.0.0.1:PORT', 'user:100%'],
  ['user:pass@127.0.0.1:PORT/', 'user:pass'],
]
for (const [given, sent] of credentials)
  test(`through ${given}: the tunnel is asked for with ${sent ?? 'no credentials'}`, async () => {
    const {port, asked} = await tunnelling()
    const {status, body, path} = await through(given.replace('PORT', String(port)))
    assert.deepEqual([status, body, path.proxy], [200, 'ok', `http://127.0.0.1:${port}`])
    const request = await asked
    assert.match(request, new RegExp(`^CONNECT ${host}:443 HTTP/1.1\\r\\n`))
    const basic = /^proxy-authorization: Basic (\S+)/im.exec(request)?.[1]
    assert.equal(basic === undefined ? null : Buffer.from(basic, 'base64').toString(), sent)
  })

const environments: [env: Record<string, string>, host: string, proxied: boolean][] = [
  [{}, 'a.example', false],
  [{HTTPS_PROXY: 'http://p:1'}, 'a.example', true],
  [{https_proxy: 'p:1'}, 'a.example', true],
  [{ALL_PROXY: 'http://p:1'}, 'a.example', true],
  [{HTTPS_PROXY: ''}, 'a.example', false],
  [{HTTPS_PROXY: 'http://p:1', https_proxy: ''}, 'a.example', false],
  [{HTTPS_PROXY: 'http://p:1', NO_PROXY: 'a.example'}, 'a.example', false],
  [{HTTPS_PROXY: 'http://p:1', NO_PROXY: 'A.Example'}, 'a.EXAMPLE', false],
  [{HTTPS_PROXY: 'http://p:1', NO_PROXY: 'example'}, 'a.example', false],
  [{HTTPS_PROXY: 'http://p:1', NO_PROXY: '.example'}, 'a.example', false],
  [{HTTPS_PROXY: 'http://p:1', NO_PROXY: '*.example'}, 'a.example', false],
  [{HTTPS_PROXY: 'http://p:1', no_proxy: 'b.example, a.example'}, 'a.example', false],
  [{HTTPS_PROXY: 'http://p:1', NO_PROXY: '*'}, 'a.example', false],
  [{HTTPS_PROXY: 'http://p:1', NO_PROXY: 'a.example:443'}, 'a.example', false],
  [{HTTPS_PROXY: 'http://p:1', NO_PROXY: 'b.example xample'}, 'a.example', true],
  [{HTTPS_PROXY: 'http://p:1', NO_PROXY: ''}, 'a.example', true],
  [{HTTPS_PROXY: 'http://p:1', NO_PROXY: ','}, 'a.example', true],
]
for (const [env, name, proxied] of environments)
  test(`${JSON.stringify(env)}: ${name} is reached ${proxied ? 'through the proxy' : 'directly'}`, () => {
    assert.equal(proxyFromEnvironment(env)(name) !== null, proxied)
  })

test('a proxy may be named by an IPv6 address', () => {
  assert.deepEqual(parseProxy('http://[::1]:3128'), {host: '::1', port: 3128, credentials: null})
})
