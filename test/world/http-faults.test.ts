import assert from 'node:assert/strict'
import {describe, test} from 'node:test'
import {ask} from '../../src/world/http.ts'
import type {LayerFailure} from '../../src/world/net/layers.ts'
import {freePort} from '../support/ports.ts'
import {authority, type Conduct, repeats, says, tcpServer, tlsServer} from '../support/raw-server.ts'
import {routeTo} from '../support/route.ts'

const host = 'login.example'
const {ca, certificate} = await authority()
const own = await certificate(host)
const json = 'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n'
const secured = (conduct: Conduct) => () => tlsServer(own, conduct)
const bare = (conduct: Conduct) => () => tcpServer(conduct)

const get = (port: number, signal = AbortSignal.timeout(20_000)) =>
  ask(routeTo(port, ca), new URL(`https://${host}/`), signal)

/** A fault on the wire → the layer that is named, and in what word. No more than `within` seconds may pass. */
const faults: [what: string, serve: () => Promise<number>, layer: string, code: string, within: number][] = [
  ['nothing listens', freePort, 'tcp', 'refused', 1],
  ['accepts and keeps silent', bare(null), 'tls', 'timeout', 6],
  ['closes at once', bare((socket) => socket.end()), 'tls', 'reset', 1],
  ['resets at once', bare((socket) => socket.resetAndDestroy()), 'tcp or tls', 'reset', 1],
  [
    'resets when it has read the hello',
    bare((socket) => socket.once('data', () => socket.resetAndDestroy())),
    'tls',
    'reset',
    1,
  ],
  ['answers in clear text', bare(says('HTTP/1.1 400 Bad Request\r\n\r\n')), 'tls', 'not-tls', 1],
  ['answers the hello with noise', bare(says(Buffer.alloc(4000, 0x41))), 'tls', 'not-tls', 1],
  [
    'drips a TLS record',
    bare(repeats(Buffer.from('1603034000', 'hex'), Buffer.of(2), 200)),
    'tls',
    'timeout',
    6,
  ],
  [
    'claims a record of 64 kB of handshake',
    bare(says(Buffer.from('16030300040200ffff', 'hex'))),
    'tls',
    'timeout',
    6,
  ],
  ['keeps silent after the handshake', secured(null), 'http', 'timeout', 8],
  [
    'closes after the request',
    secured((socket) => socket.once('data', () => socket.end())),
    'http',
    'failed',
    1,
  ],
  ['answers what is no HTTP', secured(says('220 smtp.example ESMTP\r\n')), 'http', 'failed', 1],
  [
    'sends headers without end',
    secured(repeats('HTTP/1.1 200 OK\r\n', `X-Filler: ${'x'.repeat(500)}\r\n`)),
    'http',
    'failed',
    2,
  ],
  [
    'sends one header line without end',
    secured(repeats('HTTP/1.1 200 OK\r\nX: ', 'x'.repeat(500))),
    'http',
    'failed',
    2,
  ],
  ['drips header lines', secured(repeats('HTTP/1.1 200 OK\r\n', 'X: y\r\n', 200)), 'http', 'timeout', 13],
  [
    'never gets past 100 Continue',
    secured(repeats('', 'HTTP/1.1 100 Continue\r\n\r\n', 200)),
    'http',
    'failed',
    13,
  ],
  [
    'breaks off within the headers',
    secured((socket) => socket.once('data', () => socket.end('HTTP/1.1 200 OK\r\nX'))),
    'http',
    'failed',
    1,
  ],
]

describe('what breaks on the way to a host is named by its layer, in time', {concurrency: true}, () => {
  for (const [what, serve, layer, code, within] of faults)
    test(what, async () => {
      const port = await serve()
      const started = performance.now()
      const failure = await get(port).then(
        () => assert.fail('it was taken for an answer'),
        (error: LayerFailure) => error,
      )
      const seconds = (performance.now() - started) / 1000
      // A reset may overtake the news that the connection is open.
      assert.ok(layer.split(' or ').includes(failure.layer), failure.layer)
      assert.equal(failure.code, code, failure.message)
      assert.ok(seconds < within, `${seconds} s`)
      assert.deepEqual([failure.path.host, failure.path.addresses], [host, ['127.0.0.1']])
      if (layer === 'http') assert.equal(failure.path.chain?.[0]?.subject, `CN=${host}`)
    })
})

describe('what still is an answer', {concurrency: true}, () => {
  const redirect = (to: string) => says(`HTTP/1.1 302 Found\r\nLocation: ${to}\r\nContent-Length: 0\r\n\r\n`)
  const flood = 'x'.repeat(65_536)
  const answers: [what: string, conduct: Conduct, status: number, within: number][] = [
    ['a redirect to itself is not followed', redirect(`https://${host}/`), 302, 1],
    ['a redirect to clear text elsewhere is not followed', redirect('http://127.0.0.1:1/'), 302, 1],
    ['a body without end is cut', repeats(`${json}\r\n`, flood), 200, 2],
    ['a body of 1 GB is cut', repeats(`${json}Content-Length: 1073741824\r\n\r\n`, flood), 200, 2],
    [
      'endless chunks are cut',
      repeats(`${json}Transfer-Encoding: chunked\r\n\r\n`, `10000\r\n${flood}\r\n`),
      200,
      2,
    ],
    ['a body that drips does not hide the status', repeats(`${json}\r\n`, 'x', 300), 200, 8],
    ['a body that never comes does not hide the status', says(`${json}Content-Length: 10\r\n\r\n`), 200, 8],
    ['a 503 is an answer', says('HTTP/1.1 503 Unavailable\r\nContent-Length: 0\r\n\r\n'), 503, 4],
  ]
  for (const [what, conduct, status, within] of answers)
    test(what, async () => {
      const port = await tlsServer(own, conduct)
      const started = performance.now()
      const answer = await get(port)
      assert.equal(answer.status, status)
      assert.ok(answer.body.length <= 65_536)
      const seconds = (performance.now() - started) / 1000
      assert.ok(seconds < within, `${seconds} s`)
    })
})

test('when the run is over, every wait is', {timeout: 5000}, async () => {
  const open = await Promise.all([
    tcpServer(null),
    tlsServer(own, null),
    tlsServer(own, repeats(`${json}\r\n`, 'x', 100)),
  ])
  for (const port of open) {
    const started = performance.now()
    await get(port, AbortSignal.timeout(300)).catch((error: LayerFailure) =>
      assert.notEqual(error.code, 'timeout', 'the host is not to blame'),
    )
    assert.ok(performance.now() - started < 800)
  }
})
