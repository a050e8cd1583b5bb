import assert from 'node:assert/strict'
import {describe, test} from 'node:test'
import {clientAppId} from '../../src/catalogue/apps.ts'
import {graphWriterAt} from '../../src/world/entra/graph-writer.ts'
import {WriteRefused, WriteUnsure} from '../../src/world/entra/write-failure.ts'
import {besideLab} from '../support/lab-process.ts'
import {authority, type Conduct, says, tlsServer} from '../support/raw-server.ts'
import {routeTo} from '../support/route.ts'
import {doorInto, proverOf, serverCertificate} from '../support/tenant.ts'

const host = 'graph.example'
const {ca, certificate} = await authority()
const own = await certificate(host)
const token = 'a-token-that-nobody-may-see'
const proof = 'eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJ4In0.c2lnbmVk'
const writing = {what: 'add the key', permission: 'Some.Permission', proofs: [proof]}
const http = (status: string, body: string, type = 'application/json') =>
  `HTTP/1.1 ${status}\r\nContent-Type: ${type}\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`

async function writeTo(conduct: Conduct, ms = 15_000): Promise<Error | Record<string, unknown> | null> {
  const port = await tlsServer(own, conduct)
  const writer = graphWriterAt(routeTo(port, ca), host, async () => token)
  const asking = {...writing, signal: AbortSignal.timeout(ms)}
  return writer.post('/things', {keyId: 1, proof}, asking).catch((error: Error) => error)
}

test('a write is JSON with the token, and with an id that Microsoft finds it by', async () => {
  let heard = ''
  const answer = await writeTo((socket) => {
    socket.on('data', (chunk) => {
      heard += chunk
      if (heard.includes('}')) socket.end(http('201 Created', '{"id":"new"}'))
    })
  })
  assert.deepEqual(answer, {id: 'new'})
  assert.match(heard, /^POST \/v1\.0\/things HTTP/)
  assert.match(heard, new RegExp(`^authorization: Bearer ${token}\\r$`, 'im'))
  assert.match(heard, /^content-type: application\/json\r$/im)
  assert.match(heard, /^client-request-id: [0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\r$/im)
  assert.deepEqual(JSON.parse(heard.split('\r\n\r\n')[1]!), {keyId: 1, proof})
})

test('what a server repeats of token and proof is in no text, and no control character either', async () => {
  const message = `you sent ${token} and ${proof} \u001b[31m`
  const body = JSON.stringify({error: {code: 'Request_BadRequest', message}})
  const error = await writeTo(says(http('400 Bad Request', body)))
  assert.ok(error instanceof WriteRefused)
  assert.match(error.message, /you sent … and … \\u001b/)
  assert.equal(JSON.stringify([error, error.stack, {...error}]).includes('eyJ'), false)
})

describe('what is not Graph’s word that it was done is never taken for it', {concurrency: true}, () => {
  const page = '<html>Sign in to the guest network</html>'
  const cases: [string, Conduct, typeof WriteRefused | typeof WriteUnsure][] = [
    ['a web page', says(http('200 OK', page, 'text/html')), WriteUnsure],
    [
      'a redirect',
      says('HTTP/1.1 302 Found\r\nLocation: https://x/\r\nContent-Length: 0\r\n\r\n'),
      WriteUnsure,
    ],
    ['JSON that breaks off', says(http('201 Created', '{"id": "ne')), WriteUnsure],
    ['an error with status 200', says(http('200 OK', '{"error":{"code":"x"}}')), WriteUnsure],
    ['a list', says(http('200 OK', '[]')), WriteUnsure],
    ['502 of a gateway', says(http('502 Bad Gateway', page, 'text/html')), WriteUnsure],
    ['408', says(http('408 Request Timeout', '')), WriteUnsure],
    ['a closed connection', (socket) => socket.on('data', () => socket.destroy()), WriteUnsure],
    ['bytes that are no HTTP', says('\u0000\u0001\r\n\r\n'), WriteUnsure],
    ['silence until the deadline', null, WriteUnsure],
    ['a block page with 403', says(http('403 Forbidden', page, 'text/html')), WriteRefused],
    [
      'an error whose parts are no text',
      says(http('400 Bad', '{"error":{"code":{},"message":7}}')),
      WriteRefused,
    ],
    ['an error that is a word', says(http('400 Bad', '{"error":"x"}')), WriteRefused],
  ]
  for (const [what, conduct, due] of cases)
    test(what, async () => {
      const error = await writeTo(conduct, conduct ? 15_000 : 1_500)
      assert.ok(error instanceof due, String(error))
      assert.match(error.message, /add the key/)
    })
})

test('a lab in another process is changed through its address alone', async () => {
  const server = await serverCertificate('server')
  await besideLab(async (lab) => {
    const introduction = await lab.introduction()
    const [{certificate: pem, key}] = introduction.server.certificates as [{certificate: string; key: string}]
    const door = doorInto(introduction)
    const signal = AbortSignal.timeout(20_000)
    const principal = (await door.principal(clientAppId, signal))!
    const {keyIds} = await door.addKeyWithProof(principal, server.der, proverOf(pem, key), signal)
    const {keys} = (await door.principal(clientAppId, signal))!
    assert.deepEqual(
      keys.map(({keyId, sha1}) => [keyId, sha1]),
      [
        [principal.keys[0]!.keyId, principal.keys[0]!.sha1],
        [keyIds[0], server.sha1],
      ],
    )
    lab.become({tenant: {...lab.state.tenant, writing: {...lab.state.tenant.writing, permissions: []}}})
    await new Promise((done) => setTimeout(done, 300))
    await assert.rejects(door.enable(clientAppId, signal), {why: 'permission'})
  })
})
