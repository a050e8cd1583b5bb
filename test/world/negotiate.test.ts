import assert from 'node:assert/strict'
import {X509Certificate} from 'node:crypto'
import type {Socket} from 'node:net'
import {describe, test} from 'node:test'
import {createSecureContext, TLSSocket} from 'node:tls'
import {
  ber,
  berEnumerated,
  berInteger,
  berOctets,
  berSequence,
  integerOf,
  readBer,
} from '../../src/codecs/ber.ts'
import {encodeEntry, encodeResult} from '../../src/codecs/ldap-answer.ts'
import type {CannotKnow} from '../../src/core/evidence.ts'
import {framer} from '../../src/lab/directory/frames.ts'
import {directoryAt} from '../../src/world/directory/directory.ts'
import {endPointBinding} from '../../src/world/directory/negotiate.ts'
import type {OwnAccess} from '../../src/world/directory/session.ts'
import type {NegotiationStep} from '../../src/world/windows/api.ts'
import {WindowsFailure} from '../../src/world/windows/failure.ts'
import {notWindows} from '../../src/world/windows/unsupported.ts'
import {freePort} from '../support/ports.ts'
import {authority, type Conduct, repeats, says, tcpServer, tlsServer} from '../support/raw-server.ts'
import {routeTo} from '../support/route.ts'

const host = 'dc1.ad.example'
const secret = 'TOKEN-of-the-account'
const {ca, certificate} = await authority()
const own = await certificate(host)

interface Pretence extends Partial<OwnAccess['windows']> {
  /** What Windows gives at each step: a token, or a failure. */
  steps?: readonly (string | Error)[]
}

/** Windows on a machine of the domain, with what was asked of it. */
function windows({steps = [secret, ''], ...more}: Pretence = {}) {
  const asked: NegotiationStep[] = []
  const ended: string[] = []
  const api: OwnAccess['windows'] = {
    joinedDomain: async () => 'ad.example',
    domainController: async () => ({name: host, domain: 'ad.example', site: null}),
    negotiate: async (step) => {
      asked.push(step)
      const given = steps[asked.length - 1] ?? ''
      if (given instanceof Error) throw given
      return {token: Buffer.from(given), done: given === ''}
    },
    endNegotiation: async (context) => void ended.push(context),
    ...more,
  }
  return {api, asked, ended}
}

const access = (api: OwnAccess['windows']): OwnAccess => ({windows: api, user: 'AD\\ops'})
const asked = {where: {attribute: 'cn', equals: 'a'}, attributes: ['cn'], binary: [], limit: 1}

/** How the search ends at a port. */
async function search(port: number, api: OwnAccess['windows'], signal = AbortSignal.timeout(20_000)) {
  const directory = directoryAt(routeTo(port, ca), access(api))
  return directory.search(asked, signal).finally(() => directory.close())
}
const failure = (
  port: number,
  api: OwnAccess['windows'],
  signal?: AbortSignal,
): Promise<CannotKnow & {reason?: string}> =>
  search(port, api, signal).then(
    () => assert.fail('it was taken for an answer'),
    (error) => error,
  )

interface Heard {
  mechanism: string
  token: string
}
const response = (id: number, code: number, token: string | null, message = '') =>
  berSequence(
    berInteger(id),
    ber(
      0x61,
      berEnumerated(code),
      berOctets(''),
      berOctets(message),
      ...(token === null ? [] : [ber(0x87, token)]),
    ),
  )

/** A directory that answers the binds as told and every search with one entry. */
function directory(
  answers: readonly [code: number, token: string | null, message?: string][],
  heard: Heard[] = [],
): Conduct {
  let count = 0
  const answer = (socket: Socket, message: Buffer) => {
    const [number, operation] = readBer(message).children
    const id = integerOf(number)
    if (operation!.tag === 0x60) {
      const [mechanism, token] = operation!.children[2]!.children
      heard.push({mechanism: String(mechanism!.content), token: String(token!.content)})
      const [code, given, said] = answers[Math.min(count++, answers.length - 1)]!
      socket.write(response(id, code, given, said))
    } else if (operation!.tag === 0x63) {
      const entry = {dn: 'CN=a', attributes: [{name: 'defaultNamingContext', values: ['DC=ad,DC=example']}]}
      socket.write(Buffer.concat([encodeEntry(id, entry), encodeResult(id, 'search', {code: 0})]))
    }
  }
  return (socket) => {
    const frames = framer()
    socket.on('data', (bytes) => {
      for (const message of frames(bytes)) answer(socket, message)
    })
  }
}
const serve = (...args: Parameters<typeof directory>) => tlsServer(own, directory(...args))

test('the domain controller that Windows names is asked with what Windows proves, tied to the connection', async () => {
  const heard: Heard[] = []
  const {api, asked: steps, ended} = windows()
  const port = await serve([[0, 'of the server']], heard)
  const {base, entries} = await search(port, api)
  assert.deepEqual([base, entries.length], ['DC=ad,DC=example', 1])
  assert.deepEqual(heard, [{mechanism: 'GSS-SPNEGO', token: secret}])
  assert.deepEqual(
    steps.map(({target, token}) => [target, token && String(token)]),
    [
      [`ldap/${host}`, null],
      [`ldap/${host}`, 'of the server'],
    ],
  )
  const binding = endPointBinding(new X509Certificate(own.certificate).raw)
  for (const step of steps) assert.deepEqual(step.channelBinding, binding)
  assert.deepEqual(ended, [steps[0]!.context])
})

test('an exchange of several rounds, as NTLM has', async () => {
  const heard: Heard[] = []
  const {api} = windows({steps: ['first', 'second']})
  await search(
    await serve(
      [
        [14, 'challenge'],
        [0, null],
      ],
      heard,
    ),
    api,
  )
  assert.deepEqual(
    heard.map(({token}) => token),
    ['first', 'second'],
  )
})

test('a server that cannot prove itself is not asked anything', async () => {
  const {api, ended} = windows({
    steps: [secret, new WindowsFailure('InitializeSecurityContextW', 0x80090363)],
  })
  const error = await failure(await serve([[0, 'of a stranger']]), api)
  assert.match(error.reason ?? '', /could not prove who it is/)
  assert.equal(ended.length, 1)
})

test('one session serves all, and opening tells the server that was found', async () => {
  const {api, ended} = windows()
  const port = await serve([[0, null]])
  const reached = directoryAt(routeTo(port, ca), access(api))
  const signal = AbortSignal.timeout(5000)
  assert.deepEqual(await reached.open(signal), {server: host, base: 'DC=ad,DC=example', found: 'domain'})
  await Promise.all([1, 2, 3].map(() => reached.search(asked, signal)))
  reached.close()
  assert.equal(ended.length, 1)
})

const refusals: readonly [code: number, message: string, reason: RegExp][] = [
  [
    49,
    '8009030C: LdapErr: DSID-0C0905B1, comment: AcceptSecurityContext error, data 52e, v4563',
    /does not accept this account/,
  ],
  [
    49,
    '8009030C: LdapErr: DSID-0C0905B1, comment: AcceptSecurityContext error, data 533, v4563',
    /account is disabled/,
  ],
  [
    49,
    '80090346: LdapErr: DSID-0C090597, comment: AcceptSecurityContext error, data 80090346, v4563',
    /channel binding/,
  ],
  [53, 'SASL:[GSS-SPNEGO]: Sign or Seal are not allowed if TLS is used', /result code 53 SASL/],
  [8, `00002028: LdapErr${'x'.repeat(60_000)}`, /result code 8/],
  [7, '', /result code 7/],
]
for (const [code, message, reason] of refusals)
  test(`refused with ${code} ${message.slice(0, 90)}`, async () => {
    const {api, ended} = windows()
    const error = await failure(await serve([[code, null, message]]), api)
    assert.deepEqual([error.name, error.why], ['CannotKnow', 'denied'], error.stack)
    assert.match(error.reason!, reason)
    assert.match(error.message, /dc1\.ad\.example did not take AD\\ops without a password: .*--ldap-user/)
    assert.ok(!error.message.includes(secret) && error.message.length < 600)
    assert.equal(ended.length, 1)
  })

const codes: readonly [code: number, says: RegExp][] = [
  [0x8009030e, /no credentials of this account/],
  [0x80090303, /service principal name/],
  [0x8009030c, /logon was denied/],
  [0x80090311, /no domain controller could be reached/],
  [0x80090324, /clocks/],
  [0x80090301, /could not prove AD\\ops to dc1\.ad\.example: InitializeSecurityContextW failed: 0x80090301/],
]
for (const [code, says_] of codes)
  test(`Windows gives no proof: 0x${code.toString(16)}`, async () => {
    const heard: Heard[] = []
    const {api} = windows({steps: [new WindowsFailure('InitializeSecurityContextW', code)]})
    const error = await failure(await serve([[0, null]], heard), api)
    assert.match(error.message, says_)
    assert.match(error.message, new RegExp(`0x${code.toString(16)}`))
    assert.deepEqual(heard, [])
  })

describe('without a domain controller nobody is asked', () => {
  const cases: readonly [what: string, pretence: Pretence, why: string, detail: RegExp][] = [
    [
      'in a workgroup',
      {joinedDomain: async () => null},
      'not-asked',
      /^no directory was named \(--ldap URL\)$/,
    ],
    [
      'where Windows cannot be asked',
      {joinedDomain: () => Promise.reject(notWindows)},
      'not-asked',
      /no directory was named/,
    ],
    ['none is found', {domainController: async () => null}, 'error', /no domain controller of ad\.example/],
    [
      'looking for one fails',
      {domainController: () => Promise.reject(new WindowsFailure('DsGetDcNameW', 1355))},
      'error',
      /no domain controller of ad\.example \(DsGetDcNameW failed: 0x0000054b\)/,
    ],
    [
      'its name is no name',
      {domainController: async () => ({name: 'a/b', domain: '', site: null})},
      'error',
      /no domain controller/,
    ],
  ]
  for (const [what, pretence, why, detail] of cases)
    test(what, async () => {
      const port = await tcpServer(() => assert.fail('somebody was asked'))
      const error = await failure(port, windows(pretence).api)
      assert.deepEqual([error.name, error.why], ['CannotKnow', why])
      assert.match(error.message, detail)
    })
})

test('where LDAPS cannot be reached, StartTLS is taken', async () => {
  const port = await tcpServer((socket) => {
    socket.once('data', () => {
      socket.write(encodeResult(1, 'extended', {code: 0}))
      const secureContext = createSecureContext({cert: own.certificate, key: own.key})
      directory([[0, null]])!(new TLSSocket(socket, {isServer: true, secureContext}))
    })
  })
  const closed = await freePort()
  const route = (starttls: number) => routeTo(0, ca, {portOf: (_, p) => (p === 389 ? starttls : closed)})
  const reached = directoryAt(route(port), access(windows().api))
  assert.equal((await reached.search(asked, AbortSignal.timeout(5000))).entries.length, 1)
  reached.close()
  const neither = directoryAt(route(closed), access(windows().api))
  await assert.rejects(neither.search(asked, AbortSignal.timeout(5000)), /port 636|ECONNREFUSED|refused/)
})

describe('a server that does not answer the bind as one is told as that, in time', {
  concurrency: true,
}, () => {
  const inTls = (conduct: Conduct) => () => tlsServer(own, conduct)
  const faults: readonly [what: string, serve: () => Promise<number>, why: string, seconds: number][] = [
    ['keeps silent', inTls(null), 'timeout', 8],
    ['hangs up', inTls((socket) => socket.once('data', () => socket.destroy())), 'error', 1],
    ['answers HTTP', inTls(says('HTTP/1.1 400 Bad Request\r\n\r\n')), 'error', 1],
    ['answers another message', inTls(says(response(77, 0, null))), 'error', 1],
    ['hangs up in words', inTls(says(encodeResult(0, 'extended', {code: 52}))), 'error', 1],
    ['claims 1 GB', inTls(repeats(Buffer.from('308440000000', 'hex'), Buffer.alloc(65_536))), 'error', 3],
    ['drips', inTls(repeats(Buffer.from('3082', 'hex'), '', 100)), 'timeout', 8],
    ['is never content', () => serve([[14, 'more']]), 'error', 2],
    [
      'presents a certificate of nobody we trust',
      async () => tlsServer(await (await authority()).certificate(host), null),
      'error',
      1,
    ],
  ]
  for (const [what, start, why, seconds] of faults)
    test(what, async () => {
      const {api} = windows()
      const port = await start()
      const started = performance.now()
      const error = await failure(port, api)
      assert.deepEqual([error.name, error.why], ['CannotKnow', why], error.stack)
      assert.ok(error.message.includes(host), error.message)
      assert.ok(performance.now() - started < seconds * 1000)
    })

  test('Windows never comes back', async () => {
    const {api} = windows({negotiate: () => new Promise(() => {})})
    const error = await failure(await serve([[0, null]]), api, AbortSignal.timeout(300))
    assert.equal(error.why, 'timeout')
  })
})

test('the certificate is looked at before Windows is asked for a proof', async () => {
  const {api, asked: steps} = windows()
  const port = await tlsServer(await (await authority()).certificate(host), (_: Socket) => {})
  assert.match(
    (await failure(port, api)).message,
    /certification authority must be among those that this machine trusts/,
  )
  assert.deepEqual(steps, [])
})
