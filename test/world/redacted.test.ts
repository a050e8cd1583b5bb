import assert from 'node:assert/strict'
import {describe, test} from 'node:test'
import {ask} from '../../src/world/http.ts'
import {redacted} from '../../src/world/redacted.ts'
import {authority, says, tlsServer} from '../support/raw-server.ts'
import {routeTo} from '../support/route.ts'

const secret = 'qT7"é&<WnC4vYk2hRz9'

describe('what a server says is told without the secrets it was sent', () => {
  const forms: readonly (readonly [string, string])[] = [
    ['as it is', secret],
    ['URL-encoded', encodeURIComponent(secret)],
    ['in base64', Buffer.from(secret).toString('base64')],
    ['cut off', secret.slice(0, 17)],
  ]
  for (const [how, form] of forms)
    test(how, () => {
      assert.equal(redacted(`gave “${form}”, twice: ${form}`, ['x', secret]), 'gave “…”, twice: …')
    })

  test('and otherwise as it is', () => {
    const said = 'AADSTS700027: The key was not found. data 52e, v4563'
    assert.equal(redacted(said, [secret, '', 'e']), said)
  })
})

test('an HTTP answer keeps the token that it hands out, and repeats none that it was sent', async () => {
  const host = 'login.example'
  const {ca, certificate} = await authority()
  const [sent, handedOut] = [
    `eyJhbGciOiJSUzI1NiJ9.${'a'.repeat(80)}`,
    `eyJhbGciOiJSUzI1NiJ9.${'b'.repeat(80)}`,
  ]
  const body = JSON.stringify({access_token: handedOut, error_description: `${sent} is wrong`}).replace(
    'eyJhb',
    '\\u0065yJhb',
  )
  const answer = `HTTP/1.1 400 no ${sent}\r\nX-Said: ${sent}\r\nContent-Length: ${body.length}\r\n\r\n${body}`
  const port = await tlsServer(await certificate(host), says(answer))
  const asking = {method: 'POST', body: new URLSearchParams({client_assertion: sent}).toString()} as const
  const got = await ask(routeTo(port, ca), new URL(`https://${host}/`), AbortSignal.timeout(9_000), asking)
  assert.deepEqual(got.json(), {access_token: handedOut, error_description: '… is wrong'})
  assert.equal(got.headers['x-said'], '…')
})
