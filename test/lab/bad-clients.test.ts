import assert from 'node:assert/strict'
import {createSocket} from 'node:dgram'
import {connect as connectPlain} from 'node:net'
import {test} from 'node:test'
import {connect} from 'node:tls'
import fc from 'fast-check'
import {FilterParser, SearchRequest} from 'ldapts'
import type {Introduction} from '../../src/lab/index.ts'
import {askToken, graph, inLab, request} from './help.ts'

const runs = 40

/** Sends bytes, and waits until the other side answers or hangs up; a client that leaves after 50 ms is fine too. */
const send = (port: number, bytes: Uint8Array, secure: boolean) =>
  new Promise<void>((resolve) => {
    const options = {port, host: '127.0.0.1', rejectUnauthorized: false}
    const socket = secure ? connect(options) : connectPlain(options)
    socket.on('error', () => {})
    socket.on('close', () => resolve())
    socket.once('data', () => socket.destroy())
    socket.setTimeout(50, () => socket.destroy())
    socket.write(bytes)
  })

const stillServes = async (introduction: Introduction) => {
  assert.equal((await askToken(introduction)).status, 200)
  assert.equal((await graph(introduction, 'users')).status, 200)
}

test('bytes of any kind leave every port serving', async () => {
  const search = new SearchRequest({
    messageId: 1,
    baseDN: '',
    scope: 'base',
    filter: FilterParser.parseString('(&(a=1)(|(b=*)(c=x*y)))'),
    attributes: ['m'],
  }).write()
  const damaged = fc
    .tuple(fc.nat(search.length - 1), fc.nat(255))
    .map(([at, value]) => search.with(at, value))
  const http = fc.string({unit: 'binary', maxLength: 200}).map((text) => Buffer.from(`GET /${text}\r\n\r\n`))
  const bytes = fc.oneof(fc.uint8Array({minLength: 1, maxLength: 200}), damaged, http)
  await inLab(
    () => {},
    async ({introduction}) => {
      const ports = Object.entries(introduction.ports)
      const property = fc.asyncProperty(
        fc.nat(ports.length - 1),
        fc.boolean(),
        bytes,
        async (index, secure, some) => {
          const [name, port] = ports[index]!
          await send(port, some, secure && !name.endsWith(':389'))
        },
      )
      await fc.assert(property, {numRuns: runs * 2})
      const udp = createSocket('udp4')
      const dnsPort = Number(introduction.dns.split(':')[1])
      for (const some of fc.sample(bytes, runs)) udp.send(some, dnsPort, '127.0.0.1')
      udp.close()
      await stillServes(introduction)
    },
  )
})

test('paths and parameters of any kind get an answer', async () => {
  const text = fc.string({unit: 'grapheme', maxLength: 40})
  await inLab(
    () => {},
    async ({introduction}) => {
      const property = fc.asyncProperty(text, text, text, async (one, two, three) => {
        const [path, name, value] = [one, two, three].map(encodeURIComponent)
        const answers = await Promise.all([
          graph(introduction, `users/${path}?$${name}=${value}`),
          graph(introduction, `users?$filter=${path}&$select=${name}&$top=${value}`),
          graph(introduction, `${path}('${name}')`),
          request(introduction, 'login.windows.net', `/${path}/v2.0/.well-known/openid-configuration`),
          askToken(introduction, {body: {client_id: one, client_assertion: two, scope: three}}),
        ])
        for (const {status} of answers) assert.ok(status >= 200 && status < 500, String(status))
      })
      await fc.assert(property, {numRuns: runs})
      await stillServes(introduction)
    },
  )
})
