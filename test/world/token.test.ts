import assert from 'node:assert/strict'
import {X509Certificate} from 'node:crypto'
import {describe, test} from 'node:test'
import {azureMfaKey} from '../../src/catalogue/apps.ts'
import type {CannotKnow} from '../../src/core/evidence.ts'
import type {LabState} from '../../src/lab/index.ts'
import {credentialOf} from '../../src/world/credential.ts'
import {graphAt} from '../../src/world/entra/graph.ts'
import {askForToken} from '../../src/world/entra/token.ts'
import {doctor} from '../support/doctor.ts'
import {besideLab} from '../support/lab-process.ts'
import {authority, type Conduct, repeats, says, tlsServer} from '../support/raw-server.ts'
import {routeTo} from '../support/route.ts'

const drop = (state: LabState, name: string) => {
  for (const host of state.hosts) if (host.name === name) host.tcp = 'refuses'
}
const stsUrl = (state: LabState, url: string) => {
  for (const value of state.server.registry[azureMfaKey]!.values)
    if (value.name === 'STS_URL') value.data = url
}

// msal-node replaces login.windows.net by login.microsoftonline.com on its own; the extension does not.
const hosts: [named: string, dropped: string, granted: boolean][] = [
  ['login.windows.net', 'login.windows.net', false],
  ['login.windows.net', 'login.microsoftonline.com', true],
  ['login.microsoftonline.com', 'login.windows.net', true],
  ['login.microsoftonline.com', 'login.microsoftonline.com', false],
]
for (const [named, dropped, granted] of hosts)
  test(`STS_URL names ${named} and only ${dropped} is dropped: ${granted ? 'a' : 'no'} token`, async () => {
    await besideLab(
      async ({address}) => {
        const {finding} = await doctor([`--lab=${address}`, '--only', 'token.acquired'])
        const {code, message} = finding('token.acquired')
        assert.equal(code, `token.acquired/${granted ? 'granted-here' : 'unreachable'}`)
        assert.ok(message.includes(named) && !message.includes(granted ? dropped : 'TLS'), message)
      },
      (state) => {
        stsUrl(state, `https://${named}/`)
        drop(state, dropped)
      },
    )
  })

const {ca, certificate} = await authority()
const own = await certificate('login.windows.net')
const {sign} = credentialOf(own.certificate, own.key)
const {fingerprint, fingerprint256} = new X509Certificate(own.certificate)
const json = (body: string, status = '200 OK') =>
  says(
    `HTTP/1.1 ${status}\r\nContent-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
  )

const request = {
  stsUrl: 'https://login.windows.net/',
  tenant: '3f2b9c1e-7a54-4d0b-9c86-5e1d2a7f4b60',
  clientId: '981f26a1-7f43-403b-a875-f8b09b8cd720',
  resource: 'https://adnotifications.windowsazure.com/x',
  certificate: {sha1: fingerprint.replaceAll(':', ''), sha256: fingerprint256.replaceAll(':', '')},
  sign,
}
const askAt = async (conduct: Conduct) =>
  (await askForToken(routeTo(await tlsServer(own, conduct), ca), request, AbortSignal.timeout(15_000))).token

test('the request goes to the host that is named, as the extension makes it', async () => {
  let heard = ''
  const body = '{"token_type":"Bearer","expires_in":3599,"access_token":"abc"}'
  const answer = await askAt((socket) => {
    socket.on('data', (chunk) => {
      heard += chunk
      if (heard.includes('client_assertion='))
        socket.end(
          `HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
        )
    })
  })
  assert.equal(answer.answer, 'granted')
  assert.match(heard, new RegExp(`^POST /${request.tenant}/oauth2/v2\\.0/token[ ?]`))
  assert.match(heard, /^host: login\.windows\.net\r$/im)
  const form = new URLSearchParams(heard.split('\r\n\r\n')[1])
  assert.equal(form.get('client_id'), request.clientId)
  assert.equal(form.get('scope')?.split(' ')[0], `${request.resource}/.default`)
  assert.equal(form.get('grant_type'), 'client_credentials')
})

const strange: [what: string, conduct: Conduct, answer: string][] = [
  ['JSON that breaks off', json('{"access_token": "abc'), 'not-a-token-service'],
  ['a web page', json('<html>Sign in to the guest network</html>'), 'not-a-token-service'],
  ['an empty body', json(''), 'not-a-token-service'],
  ['a list', json('[1,2,3]'), 'not-a-token-service'],
  ['null', json('null'), 'not-a-token-service'],
  ['an object that says nothing', json('{}'), 'not-a-token-service'],
  [
    'a token that is a number',
    json('{"token_type":"Bearer","expires_in":3599,"access_token":5}'),
    'not-a-token-service',
  ],
  ['deeply nested JSON', json('['.repeat(50_000)), 'not-a-token-service'],
  ['a page with status 500', json('<html></html>', '500 Oops'), 'not-a-token-service'],
  [
    '1 GB of JSON',
    repeats(
      'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 1073741824\r\n\r\n{"a":"',
      'x'.repeat(65_536),
    ),
    'not-a-token-service',
  ],
  [
    'a redirect to itself',
    says('HTTP/1.1 302 Found\r\nLocation: https://login.windows.net/\r\nContent-Length: 0\r\n\r\n'),
    'not-a-token-service',
  ],
  [
    'an unknown AADSTS code',
    json(
      '{"error":"invalid_client","error_description":"AADSTS9999999: Something new. Trace ID: x"}',
      '401 Unauthorized',
    ),
    'refused',
  ],
  ['nothing', null, 'unreachable'],
]
describe('what answers in the place of the token service is never taken for a token', {
  concurrency: true,
}, () => {
  for (const [what, conduct, answer] of strange)
    test(what, async () => {
      const started = performance.now()
      const told = await askAt(conduct)
      assert.equal(told.answer, answer, JSON.stringify(told))
      assert.ok(performance.now() - started < 9000)
      if (told.answer === 'refused') assert.deepEqual(told.codes, [9999999])
    })
})

describe('what answers in the place of Graph is never taken for Graph', {concurrency: true}, () => {
  for (const [what, conduct, answer] of strange.filter(([, , answer]) => answer !== 'refused'))
    test(what, async () => {
      if (what.startsWith('an object') || what.startsWith('a token')) return
      const port = await tlsServer(own, conduct)
      const graph = graphAt(routeTo(port, ca), 'login.windows.net', async () => 'secret-token')
      const failure = await graph.get('/users/x', 'User.Read.All', AbortSignal.timeout(15_000)).then(
        (value) => assert.fail(`taken for ${JSON.stringify(value)}`),
        (error: CannotKnow) => error,
      )
      assert.equal(failure.name, 'CannotKnow')
      assert.equal(failure.why, answer === 'unreachable' ? 'timeout' : 'error', failure.message)
      assert.doesNotMatch(failure.message, /secret-token/)
    })
})
