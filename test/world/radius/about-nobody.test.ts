import assert from 'node:assert/strict'
import {afterEach, test} from 'node:test'
import {codes, attributes as types} from '../../../src/codecs/radius/numbers.ts'
import {LayerFailure} from '../../../src/world/net/layers.ts'
import {askAboutNobody} from '../../../src/world/radius/about-nobody.ts'
import {type Asked, radiusServer, secret} from '../../support/radius-server.ts'

const open: (() => unknown)[] = []
afterEach(() => {
  for (const close of open.splice(0)) close()
})
const names = {lookup: async (host: string) => [host]}
const never = new AbortController().signal

async function ask(answer: (asked: Asked) => void, signal = never) {
  const server = await radiusServer(answer)
  open.push(server.close)
  const access = {host: '127.0.0.1', port: server.port, secret: String(secret)}
  const started = performance.now()
  const answers = await askAboutNobody(access, names, signal)
  return {answers, server, ms: performance.now() - started}
}

test('a Status-Server that NPS never answers is not waited for once nobody was refused', async () => {
  const {answers, ms} = await ask(({request, reply}) => {
    if (request.code === codes.accessRequest) reply({code: codes.accessReject})
  })
  assert.equal(answers.alive, null)
  assert.equal(answers.nobody.signed?.ended, 'reject')
  assert.equal(answers.nobody.unsigned?.ended, 'silence')
  assert.ok(ms < 1_000, `${ms} ms`)
})

test('a server that answers Status-Server alone is there', async () => {
  const {answers} = await ask(({request, reply}) => {
    if (request.code === codes.statusServer) reply({code: codes.accessAccept})
  })
  assert.deepEqual([answers.alive?.ended, answers.nobody.signed?.ended], ['accept', 'silence'])
})

test('silence ends soon, all of it at the same time', async () => {
  const {answers, server, ms} = await ask(() => {})
  const {alive, nobody} = answers
  assert.deepEqual(
    [alive, nobody.signed, nobody.unsigned].map((leg) => leg?.ended),
    ['silence', 'silence', 'silence'],
  )
  assert.ok(ms >= 1_950 && ms < 4_000, `${ms} ms`)
  assert.ok(server.datagrams.length > 2, 'a packet that may have been lost is sent again')
})

test('what a server repeats of the secret is taken out', async () => {
  const {answers} = await ask(({reply}) =>
    reply({
      code: codes.accessReject,
      attributes: [{type: types.replyMessage, value: Buffer.from(`known: ${secret}`)}],
    }),
  )
  assert.equal(answers.nobody.signed?.answer?.message, 'known: …')
})

test('a name that is not found is asked nothing', async () => {
  const nowhere = {lookup: async () => Promise.reject(new LayerFailure('name', 'not-found', 'no'))}
  const access = {host: 'nps1.invalid', port: 1812, secret: 'secret'}
  assert.deepEqual(await askAboutNobody(access, nowhere, never), {
    ...{server: 'nps1.invalid:1812', address: null, alive: null},
    nobody: {signed: null, unsigned: null},
  })
})

test('ends at once when it is told to', async () => {
  const started = performance.now()
  await assert.rejects(
    ask(() => {}, AbortSignal.timeout(200)),
    {name: 'TimeoutError'},
  )
  assert.ok(performance.now() - started < 1_000)
})
