import assert from 'node:assert/strict'
import type {Socket} from 'node:net'
import {describe, test} from 'node:test'
import {createSecureContext, TLSSocket} from 'node:tls'
import {integerOf, readBer} from '../../src/codecs/ber.ts'
import {encodeEntry, encodeResult} from '../../src/codecs/ldap-answer.ts'
import type {CannotKnow} from '../../src/core/evidence.ts'
import {directoryAt} from '../../src/world/directory/directory.ts'
import {freePort} from '../support/ports.ts'
import {authority, type Conduct, pour, repeats, says, tcpServer, tlsServer} from '../support/raw-server.ts'
import {routeTo} from '../support/route.ts'

const host = 'dc1.example'
const {ca, certificate} = await authority()
const own = await certificate(host)
const secured = (conduct: Conduct) => () => tlsServer(own, conduct)
const bare = (conduct: Conduct) => () => tcpServer(conduct)

const search = (port: number, scheme: string, signal = AbortSignal.timeout(20_000)) => {
  const access = {
    url: new URL(`${scheme}://${host}`),
    user: 'reader',
    password: 'x-of-the-test',
    base: 'DC=example',
  }
  const directory = directoryAt(routeTo(port, ca), access)
  const where = {attribute: 'userPrincipalName', equals: 'a@example'}
  return directory
    .search({where, attributes: ['mail'], binary: [], limit: 5}, signal)
    .finally(() => directory.close())
}

const accepted = encodeResult(1, 'extended', {code: 0})
const idOf = (request: Buffer) => integerOf(readBer(request).children[0])
const entry = (id: number) =>
  encodeEntry(id, {dn: 'CN=a', attributes: [{name: 'mail', values: ['a@example']}]})
/** Answers the bind, and then the search as it likes. */
const afterBind = (conduct: (socket: Socket, id: number) => void) =>
  secured((socket) => {
    socket.once('data', (bind) => {
      socket.write(encodeResult(idOf(bind), 'bind', {code: 0}))
      socket.once('data', (search) => conduct(socket, idOf(search)))
    })
  })
/** StartTLS is agreed to; then the handshake is made, or not. */
const afterStartTls = (conduct: (socket: Socket) => void) =>
  bare((socket) => {
    socket.once('data', () => {
      socket.write(accepted)
      conduct(socket)
    })
  })
const message = (length: string) => Buffer.from(`3084${length}`, 'hex')

const faults: [what: string, scheme: string, serve: () => Promise<number>, why: string, within: number][] = [
  ['nothing listens', 'ldaps', freePort, 'error', 1],
  ['accepts and keeps silent', 'ldaps', bare(null), 'timeout', 6],
  ['keeps silent after the handshake', 'ldaps', secured(null), 'timeout', 8],
  ['hangs up after the handshake', 'ldaps', secured((s) => s.once('data', () => s.destroy())), 'error', 1],
  ['answers HTTP', 'ldaps', secured(says('HTTP/1.1 400 Bad Request\r\n\r\n')), 'error timeout', 8],
  ['answers noise', 'ldaps', secured(says(Buffer.alloc(5000, 0xff))), 'error timeout', 8],
  [
    'claims a message of 1 GB and sends it',
    'ldaps',
    secured(repeats(message('40000000'), Buffer.alloc(65_536))),
    'error',
    5,
  ],
  ['claims a message of 2 GB and waits', 'ldaps', secured(says(message('7fffffff'))), 'timeout', 8],
  [
    'claims a negative length',
    'ldaps',
    secured(says(message('ffffffff'), Buffer.alloc(100))),
    'error timeout',
    8,
  ],
  ['drips', 'ldaps', secured(repeats(message('00001000'), Buffer.of(4), 100)), 'timeout', 8],
  [
    'answers with the number of another message',
    'ldaps',
    secured(says(encodeResult(77, 'bind', {code: 0}))),
    'error timeout',
    8,
  ],
  ['binds, then keeps silent', 'ldaps', afterBind(() => {}), 'timeout', 8],
  ['binds, then hangs up', 'ldaps', afterBind((s) => s.end()), 'error', 1],
  ['sends entries without end', 'ldaps', afterBind((s, id) => pour(s, entry(id))), 'error', 5],
  ['keeps silent to StartTLS', 'ldap', bare(null), 'timeout', 6],
  ['agrees to StartTLS, then keeps silent', 'ldap', afterStartTls(() => {}), 'timeout', 6],
  ['agrees to StartTLS, then hangs up', 'ldap', afterStartTls((s) => s.end()), 'error', 1],
  [
    'agrees to StartTLS, then goes on in clear text',
    'ldap',
    afterStartTls((s) => s.once('data', () => s.write(accepted))),
    'error',
    1,
  ],
  [
    'does not know StartTLS',
    'ldap',
    bare(says(encodeResult(1, 'extended', {code: 2, message: 'unknown extended request'}))),
    'error',
    1,
  ],
  ['answers StartTLS in HTTP', 'ldap', bare(says('HTTP/1.1 400 Bad Request\r\n\r\n')), 'error', 1],
  ['drips its answer to StartTLS', 'ldap', bare(repeats(Buffer.from('3082', 'hex'), '', 100)), 'timeout', 6],
  [
    'claims an answer of 1 GB to StartTLS',
    'ldap',
    bare(repeats(message('40000000'), Buffer.alloc(65_536))),
    'error',
    1,
  ],
]

describe('a directory that does not answer as one is told as that, in time', {concurrency: true}, () => {
  for (const [what, scheme, serve, why, within] of faults)
    test(`${scheme}: ${what}`, async () => {
      const port = await serve()
      const started = performance.now()
      const failure = await search(port, scheme).then(
        () => assert.fail('it was taken for an answer'),
        (error: CannotKnow) => error,
      )
      const seconds = (performance.now() - started) / 1000
      assert.equal(failure.name, 'CannotKnow', failure.stack)
      assert.ok(why.split(' ').includes(failure.why), `${failure.why}: ${failure.message}`)
      assert.ok(failure.message.includes(host), failure.message)
      assert.ok(seconds < within, `${seconds} s`)
    })
})

test('an untrusted certificate is refused before the password is sent, over both kinds of TLS', async () => {
  const {ca: other} = await authority()
  const heard: Buffer[] = []
  const listen = (socket: Socket) => socket.on('data', (bytes) => heard.push(bytes))
  const ldaps = await tlsServer(own, listen)
  const startTls = await tcpServer((socket) => {
    socket.once('data', () => {
      socket.write(accepted)
      listen(
        new TLSSocket(socket, {
          isServer: true,
          secureContext: createSecureContext({cert: own.certificate, key: own.key}),
        }),
      )
    })
  })
  for (const [scheme, port] of [
    ['ldaps', ldaps],
    ['ldap', startTls],
  ] as const) {
    const access = {
      url: new URL(`${scheme}://${host}`),
      user: 'reader',
      password: 'x-of-the-test',
      base: 'DC=example',
    }
    const directory = directoryAt(routeTo(port, other), access)
    await assert.rejects(
      directory.search(
        {where: {attribute: 'a', equals: 'b'}, attributes: [], binary: [], limit: 1},
        AbortSignal.timeout(3000),
      ),
      /was not accepted/,
    )
    directory.close()
  }
  assert.deepEqual(heard, [])
})

test('a directory that repeats the password is not heard to', async () => {
  const message = 'the password “x-of-the-test” is not taken'
  const port = await tlsServer(own, (socket) =>
    socket.once('data', (bind) => socket.end(encodeResult(idOf(bind), 'bind', {code: 53, message}))),
  )
  const refused = await search(port, 'ldaps').catch((error: CannotKnow) => error)
  assert.match((refused as CannotKnow).message, /the password “…” is not taken/)
})

test('bytes that a stranger slips in before the handshake of StartTLS are not taken for the directory’s', async () => {
  // CVE-2011-0411 and its kin: an answer in clear text, sent together with the consent, must not count inside TLS.
  const port = await tcpServer((socket) => {
    socket.once('data', () => {
      const forged = [1, 2, 3].flatMap((id) => [
        encodeResult(id, 'bind', {code: 0}),
        entry(id),
        encodeResult(id, 'search', {code: 0}),
      ])
      socket.write(Buffer.concat([accepted, ...forged]))
    })
  })
  await assert.rejects(search(port, 'ldap', AbortSignal.timeout(2000)))
})

test('the end of the run ends the wait, and the directory is not said to have failed', async () => {
  for (const [scheme, serve] of [
    ['ldaps', secured(null)],
    ['ldaps', afterBind(() => {})],
    ['ldap', afterStartTls(() => {})],
  ] as const) {
    const port = await serve()
    const started = performance.now()
    await assert.rejects(search(port, scheme, AbortSignal.timeout(400)), {why: 'timeout'})
    assert.ok(performance.now() - started < 900)
  }
})
