import assert from 'node:assert/strict'
import {describe, it} from 'node:test'
import {writeDocument} from '../../src/codecs/mfa/write.ts'
import {mfaServiceAt} from '../../src/world/entra/mfa-service.ts'
import {authority, type Conduct, pour, tlsServer} from '../support/raw-server.ts'
import {routeTo} from '../support/route.ts'

const host = 'strongauthenticationservice.auth.microsoft.com'
const {ca, certificate} = await authority()
const own = await certificate(host)
const token = 'canary-bearer-token-of-the-extension'
const session = {user: 'alice@contoso.example', id: 'S', affinityUrl: null}

const http = (status: string, body: string, more = '') =>
  `HTTP/1.1 ${status}\r\nContent-Type: application/xml\r\n${more}Content-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`
const answerOf = (operation: string, value: string) =>
  writeDocument(`${operation}Response`, [
    ['Version', '1.0'],
    ['Result', {members: [['Value', value]]}],
  ])

/** Serves the hosts of the service; `heard` is what came, by the name that was asked for. */
async function serving(answers: (request: string) => string | Conduct) {
  const heard: string[] = []
  const port = await tlsServer(own, (socket) => {
    let request = ''
    socket.on('data', (chunk) => {
      request += chunk
      if (!/Request>$/.test(request)) return
      heard.push(request)
      const answer = answers(request)
      if (typeof answer === 'string') socket.end(answer)
      else answer?.(socket)
    })
  })
  const place = {
    ...({route: routeTo(port, ca), cloud: 'public', host} as const),
    targetPath: 'StrongAuthenticationService.svc/Connector',
  }
  const service = mfaServiceAt(place, async () => token)
  return {service, heard, signal: AbortSignal.timeout(10_000)}
}

describe('the MFA web service, asked', () => {
  it('is told the token in a header and the user in a document, at its own path', async () => {
    const {service, heard, signal} = await serving(() =>
      http('200 OK', answerOf('GetAvailableAuthenticationMethods', 'UserNotFound')),
    )
    const told = await service.methods('alice@contoso.example', signal)
    assert.equal(told.answer === 'said' && told.said.result.value, 'UserNotFound')
    assert.match(
      heard[0]!,
      /^POST \/StrongAuthenticationService\.svc\/Connector\/GetAvailableAuthenticationMethods HTTP/,
    )
    assert.ok(heard[0]!.includes(`authorization: Bearer ${token}\r\n`))
    assert.match(
      heard[0]!,
      /<Version>1\.0<\/Version><UserPrincipalName>alice@contoso\.example<\/UserPrincipalName>/,
    )
  })

  const away = [
    'https://mfa.evil.example/x',
    'http://strongauthenticationservice.auth.microsoft.com/x',
    'https://auth.microsoft.com/',
    `https://${host}.evil.example/`,
  ]
  for (const location of away)
    it(`never gives its token to ${location}`, async () => {
      const {service, heard, signal} = await serving(() =>
        http('307 Temporary Redirect', '', `Location: ${location}\r\n`),
      )
      const told = await service.methods('a@b', signal)
      assert.deepEqual(told, {answer: 'sent-away', host: new URL(location).host})
      assert.equal(heard.length, 1)
      const ended = await service.end({...session, affinityUrl: location}, null, signal)
      assert.deepEqual(ended, {answer: 'sent-away', host: new URL(location).host})
      assert.equal(heard.length, 1, 'an answer names it, and it is not asked')
    })

  it('is followed to another host of the cloud, and not in a circle', async () => {
    const there = 'https://adnotifications.windowsazure.com/other/EndTwoWayAuthentication?dc=KRS'
    const {service, heard, signal} = await serving((request) =>
      request.includes('dc=KRS')
        ? http('200 OK', answerOf('EndTwoWayAuthentication', 'AuthenticationPending'))
        : http('307 Temporary Redirect', '', `Location: ${there}\r\n`),
    )
    // The test's certificate is the other host's too little: what counts is that it is asked there.
    const told = await service.end(session, null, signal)
    assert.equal(told.answer, 'unreachable')
    assert.equal(heard.length, 1)
    const round = await serving(() =>
      http('307 Temporary Redirect', '', `Location: https://${host}/again\r\n`),
    )
    const lost = await round.service.methods('a@b', round.signal)
    assert.deepEqual(lost, {answer: 'not-the-service', host, status: 307})
    assert.equal(round.heard.length, 4)
  })

  it('is asked about a session where it lives, by the whole URL or by its beginning', async () => {
    for (const affinityUrl of [
      `https://${host}/p/EndTwoWayAuthentication?dc=KRS`,
      `https://${host}/p?dc=KRS`,
    ]) {
      const {service, heard, signal} = await serving(() =>
        http('200 OK', answerOf('EndTwoWayAuthentication', 'Success')),
      )
      await service.end({...session, affinityUrl}, null, signal)
      assert.match(heard[0]!, /^POST \/p\/EndTwoWayAuthentication\?dc=KRS HTTP/)
    }
  })

  const others: [name: string, answer: string | Conduct, expected: object][] = [
    ['refuses the token', http('401 Unauthorized', ''), {answer: 'token-refused', host, status: 401}],
    [
      'is a block page',
      http('200 OK', '<html>blocked</html>'),
      {answer: 'not-the-service', host, status: 200},
    ],
    [
      'sends entities that multiply',
      http(
        '200 OK',
        '<!DOCTYPE x [<!ENTITY a "a">]><GetAvailableAuthenticationMethodsResponse>&a;</GetAvailableAuthenticationMethodsResponse>',
      ),
      {answer: 'not-the-service', host, status: 200},
    ],
    [
      'sends without end',
      (socket) => {
        socket.write('HTTP/1.1 200 OK\r\n\r\n<a>')
        pour(socket, 'x'.repeat(65_536))
      },
      {answer: 'not-the-service', host, status: 200},
    ],
    [
      'answers another question',
      http('200 OK', answerOf('EndTwoWayAuthentication', 'Success')),
      {answer: 'not-the-service', host, status: 200},
    ],
  ]
  for (const [name, answer, expected] of others)
    it(`is told apart from what ${name}`, async () => {
      const {service, signal} = await serving(() => answer)
      assert.deepEqual(await service.methods('a@b', signal), expected)
    })

  it('does not hear its token or a code again', async () => {
    const code = '864209'
    const {service, signal} = await serving((request) =>
      http(
        '200 OK',
        writeDocument('EndTwoWayAuthenticationResponse', [
          [
            'Result',
            {
              members: [
                ['Value', 'OathCodeIncorrect'],
                ['Message', request],
              ],
            },
          ],
        ]),
      ),
    )
    const told = JSON.stringify(await service.end(session, code, signal))
    assert.match(told, /OathCodeIncorrect/)
    for (const secret of [token, code]) assert.ok(!told.includes(secret), secret)
  })

  it('is asked once for a challenge, even where it is too busy to begin one', async () => {
    const {service, heard, signal} = await serving(() =>
      http('503 Service Unavailable', '', 'Retry-After: 0\r\n'),
    )
    const told = await service.begin({user: 'a@b', method: null}, signal)
    assert.deepEqual(told, {answer: 'not-the-service', host, status: 503})
    assert.equal(heard.length, 1)
  })
})
