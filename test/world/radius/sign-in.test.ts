import assert from 'node:assert/strict'
import {createSocket} from 'node:dgram'
import {once} from 'node:events'
import {networkInterfaces} from 'node:os'
import {afterEach, test} from 'node:test'
import {setTimeout as pause} from 'node:timers/promises'
import {authenticatorResponse, ntResponse} from '../../../src/codecs/radius/ms-chap.ts'
import {chapAnswer, chapRequestOf} from '../../../src/codecs/radius/ms-chap-attributes.ts'
import {codes, microsoft, attributes as types} from '../../../src/codecs/radius/numbers.ts'
import {decodePacket, octetsOf, textOf} from '../../../src/codecs/radius/packet.ts'
import {signedReply, unsignedReply} from '../../../src/codecs/radius/sign.ts'
import {revealPassword} from '../../../src/codecs/radius/user-password.ts'
import {mostIgnored} from '../../../src/world/radius/exchange.ts'
import {askForNobody} from '../../../src/world/radius/nobody.ts'
import {signed, text, unsigned} from '../../../src/world/radius/request.ts'
import {type SignIn, signIn} from '../../../src/world/radius/sign-in.ts'
import {askStatus} from '../../../src/world/radius/status.ts'
import {type Asked, type RadiusServer, radiusServer, secret} from '../../support/radius-server.ts'

const quick = {timeoutMs: 400, firstPauseMs: 100, longestPauseMs: 200, mostSends: 3}
const open: (() => unknown)[] = []
afterEach(() => {
  for (const close of open.splice(0)) close()
})
async function serving(answer: (asked: Asked) => void, address?: string): Promise<RadiusServer> {
  const server = await radiusServer(answer, address)
  open.push(server.close)
  return server
}
const never = new AbortController().signal
const ask = (server: RadiusServer, more: Partial<SignIn> = {}, signal = never) =>
  signIn(
    {
      ...{server, user: 'zoë@contoso.test', password: 'Gärten!9', protocol: 'pap', patience: quick},
      askCode: async () => assert.fail('nobody was asked for a code'),
      ...more,
    },
    signal,
  )
const accept = ({reply}: Asked) => reply({code: codes.accessAccept})

test('names the user, the NAS and the password, signed before everything else', async () => {
  const server = await serving(accept)
  const [leg, ...more] = await ask(server)
  assert.deepEqual(more, [])
  assert.equal(leg?.ended, 'accept')
  assert.equal(leg?.answer?.signed, true)
  const [request] = server.asked
  assert.equal(request!.code, codes.accessRequest)
  assert.equal(request!.attributes[0]!.type, types.messageAuthenticator)
  assert.equal(textOf(request!, types.userName), 'zoë@contoso.test')
  const hidden = octetsOf(request!, types.userPassword)!
  assert.equal(revealPassword(hidden, secret, request!.authenticator), 'Gärten!9')
  assert.equal(textOf(request!, types.nasIdentifier), 'npsmfa')
  assert.deepEqual(octetsOf(request!, types.nasIpAddress), Buffer.of(127, 0, 0, 1))
})

test('attributes that are given take the place of its own', async () => {
  const server = await serving(accept)
  const given = [text(types.nasIdentifier, 'vpn1'), text(types.calledStationId, 'vpn')]
  await ask(server, {attributes: given})
  const [request] = server.asked
  assert.deepEqual(
    request!.attributes.filter(({type}) => [types.nasIdentifier, types.calledStationId].includes(type as 30)),
    given,
  )
})

test('speaks IPv6 as well', async (t) => {
  if (
    !Object.values(networkInterfaces())
      .flat()
      .some((found) => found?.address === '::1')
  )
    return t.skip('this machine has no IPv6')
  const server = await serving(accept, '::1')
  const [leg] = await ask({...server, address: '0:0::1'})
  assert.equal(leg?.ended, 'accept')
  const octets = octetsOf(server.asked[0]!, types.nasIpv6Address)
  assert.equal(octets?.toString('hex'), '00000000000000000000000000000001')
  assert.equal(octetsOf(server.asked[0]!, types.nasIpAddress)?.length, 4)
})

test('by MS-CHAPv2 the password stays here, and the server must prove that it knows it', async () => {
  const proofs = {right: 'Gärten!9', wrong: 'another', missing: null}
  for (const [expected, known] of Object.entries(proofs)) {
    const server = await serving(({request, reply}) => {
      const asked = chapRequestOf(request)!
      assert.deepEqual(asked.response, ntResponse(asked.exchange, 'Gärten!9'))
      assert.equal(octetsOf(request, types.userPassword), undefined)
      const proof = known && authenticatorResponse(asked.exchange, known)
      reply({
        code: codes.accessAccept,
        attributes: proof ? [chapAnswer(microsoft.chap2Success, asked, proof)] : [],
      })
    })
    const [leg] = await ask(server, {protocol: 'mschapv2'})
    assert.equal(leg?.answer?.proof, expected)
  }
})

test('tells why the server refuses', async () => {
  const server = await serving(({request, reply}) => {
    const error = chapAnswer(microsoft.chapError, chapRequestOf(request)!, 'E=648 R=0 V=3 M=expired')
    reply({code: codes.accessReject, attributes: [error, text(types.replyMessage, 'Sorry')]})
  })
  const [leg] = await ask(server, {protocol: 'mschapv2'})
  assert.equal(leg?.ended, 'reject')
  assert.equal(leg?.answer?.message, 'Sorry')
  assert.deepEqual(leg?.answer?.chapError, {code: 648, retry: false, version: 3, message: 'expired'})
})

const state = text(types.state, 'of this sign-in')
const challenging =
  (right: string) =>
  ({request, reply}: Asked) => {
    const said = octetsOf(request, types.state)?.toString()
    const given = revealPassword(octetsOf(request, types.userPassword)!, secret, request.authenticator)
    if (said === undefined)
      reply({code: codes.accessChallenge, attributes: [state, text(types.replyMessage, 'Enter the code')]})
    else if (said === 'of this sign-in' && given === right)
      reply({code: codes.accessAccept, attributes: [text(types.class, 'x'), text(types.class, 'y')]})
    else reply({code: codes.accessReject})
  }

test('sends a code with the State of its challenge, in a request of its own', async () => {
  const server = await serving(challenging('123456'))
  const prompts: string[] = []
  const askCode = async (prompt: string) => {
    prompts.push(prompt)
    return '123456'
  }
  const legs = await ask(server, {askCode})
  assert.deepEqual(
    legs.map(({sent, ended}) => [sent, ended]),
    [
      ['password', 'challenge'],
      ['code', 'accept'],
    ],
  )
  assert.deepEqual(prompts, ['Enter the code'])
  assert.deepEqual(legs[1]!.answer!.attributes, [types.class])
  const [one, two] = server.asked
  assert.equal(two!.identifier, (one!.identifier + 1) % 256)
  assert.notDeepEqual(two!.authenticator, one!.authenticator)
  assert.equal(textOf(two!, types.nasIdentifier), 'npsmfa')
})

test('a wrong code is refused; without a code, and by MS-CHAPv2, the challenge is the end', async () => {
  const server = await serving(challenging('123456'))
  const wrong = await ask(server, {askCode: async () => '000000'})
  assert.equal(wrong.at(-1)?.ended, 'reject')
  const none = await ask(server, {askCode: async () => null})
  assert.deepEqual([none.length, none[0]?.ended], [1, 'challenge'])
  const chap = await serving(({reply}) => reply({code: codes.accessChallenge, attributes: [state]}))
  const legs = await ask(chap, {protocol: 'mschapv2'})
  assert.deepEqual([legs.length, legs[0]?.ended], [1, 'challenge'])
})

test('a server that asks for codes without end is left', async () => {
  const server = await serving(({reply}) => reply({code: codes.accessChallenge, attributes: [state]}))
  const legs = await ask(server, {askCode: async () => '1'})
  assert.equal(legs.length, 6)
})

test('sends the very same packet again until an answer comes', async () => {
  const server = await serving((asked) => {
    if (asked.count === 3) accept(asked)
  })
  const [leg] = await ask(server, {patience: {...quick, timeoutMs: 20_000}})
  assert.equal(leg?.ended, 'accept')
  assert.equal(leg?.sends, 3)
  assert.deepEqual(server.datagrams[1], server.datagrams[0])
  assert.deepEqual(server.datagrams[2], server.datagrams[0])
  assert.ok(leg!.ms >= 290, `${leg!.ms} ms`)
})

test('silence ends when patience does, and no sooner', async () => {
  const server = await serving(() => {})
  const [leg] = await ask(server)
  assert.deepEqual([leg?.ended, leg?.answer, leg?.sends], ['silence', null, 3])
  assert.ok(leg!.ms >= 395 && leg!.ms < 5_000, `${leg!.ms} ms`)
})

test('a wrong secret shows in replies that prove nothing', async () => {
  const server = await serving(({request, send}) =>
    send(signedReply({code: codes.accessReject, attributes: []}, request, Buffer.from('another'))),
  )
  const [leg] = await ask(server)
  assert.equal(leg?.ended, 'silence')
  assert.equal(leg?.ignored.authenticator, 3)
})

test('whatever is wrong with a reply, it is counted and the right one taken', async () => {
  const stranger = createSocket('udp4').bind(0, '127.0.0.1')
  const cousin = createSocket('udp4')
  open.push(() => stranger.close())
  await once(stranger, 'listening')
  const server = await serving(async (asked) => {
    const {request, reply, send} = asked
    const good = {code: codes.accessAccept, attributes: []}
    const right = signedReply(good, request, secret)
    send(right, stranger)
    cousin.bind(server.port, '127.0.0.2')
    await once(cousin, 'listening')
    send(right, cousin)
    send(right.subarray(0, 19))
    send(Buffer.concat([right.subarray(0, 2), Buffer.from([0x0f, 0xff]), right.subarray(4)]))
    send(Buffer.alloc(5_000))
    send(Buffer.alloc(4_000, 0xff))
    send(signedReply(good, {...request, identifier: (request.identifier + 1) % 256}, secret))
    send(signedReply({...good, code: 5}, request, secret))
    send(unsignedReply(good, {...request, authenticator: Buffer.alloc(16)}, secret))
    const forged = [{type: types.messageAuthenticator, value: Buffer.alloc(16)}]
    send(unsignedReply({...good, attributes: forged}, request, secret))
    await pause(50)
    reply({code: codes.accessReject})
  })
  const [leg] = await ask(server, {patience: {...quick, firstPauseMs: 5_000, timeoutMs: 2_000}})
  cousin.close()
  assert.equal(leg?.ended, 'reject')
  assert.deepEqual(leg?.ignored, {
    ...{source: 2, malformed: 4, identifier: 1, code: 1, authenticator: 1},
    'message-authenticator': 1,
  })
})

test('an answer that is late is not taken for one to the next question', async () => {
  const server = await serving(({request, count, reply, send}) => {
    if (count === 1) {
      reply({code: codes.accessChallenge, attributes: [state]})
      return
    }
    send(signedReply({code: codes.accessAccept, attributes: []}, server.asked[0]!, secret))
    setTimeout(() => send(signedReply({code: codes.accessReject, attributes: []}, request, secret)), 50)
  })
  const legs = await ask(server, {askCode: async () => '1', patience: {...quick, firstPauseMs: 1_000}})
  assert.equal(legs[1]?.ended, 'reject')
  assert.equal(legs[1]?.ignored.identifier, 1)
})

test('a reply without a Message-Authenticator is taken and told', async () => {
  const server = await serving(({request, send}) =>
    send(unsignedReply({code: codes.accessAccept, attributes: []}, request, secret)),
  )
  const [leg] = await ask(server)
  assert.deepEqual([leg?.ended, leg?.answer?.signed], ['accept', false])
})

test('a flood of wrong replies ends the wait', async () => {
  let stop = false
  open.push(() => {
    stop = true
  })
  const server = await serving(async ({send, count}) => {
    if (count > 1) return
    for (let sent = 0; sent < 100_000 && !stop; sent++) {
      send(Buffer.alloc(4_096, 0xff))
      if (sent % 100 === 0) await pause(0)
    }
  })
  const [leg] = await ask(server, {patience: {...quick, timeoutMs: 30_000}})
  stop = true
  assert.equal(leg?.ended, 'flood')
  assert.equal(leg?.ignored.malformed, mostIgnored)
})

test('ends at once when it is told to, also while a code is waited for', async () => {
  const silent = await serving(() => {})
  const patience = {...quick, timeoutMs: 60_000}
  await assert.rejects(ask(silent, {patience}, AbortSignal.timeout(100)), {name: 'TimeoutError'})
  await assert.rejects(ask(silent, {}, AbortSignal.abort()), {name: 'AbortError'})
  const server = await serving(challenging('1'))
  const askCode = (_: string, signal: AbortSignal) =>
    new Promise<null>((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason)))
  await assert.rejects(ask(server, {askCode}, AbortSignal.timeout(100)), {name: 'TimeoutError'})
})

test('what cannot be sent is said with the system’s code', async () => {
  const [leg] = await ask({address: '255.255.255.255', port: 9, secret} as RadiusServer)
  assert.deepEqual([leg?.ended, leg?.error?.[0]], ['unreachable', 'E'])
})

test('Status-Server tells a server that is there from a port that is closed', async () => {
  const server = await serving(({request, reply}) => {
    assert.equal(request.code, codes.statusServer)
    assert.equal(octetsOf(request, types.userName), undefined)
    reply({code: codes.accessAccept})
  })
  const answered = await askStatus(server, quick, never)
  assert.equal(answered.ended, 'accept')
  server.close()
  open.length = 0
  const closed = await askStatus(server, quick, never)
  assert.deepEqual([closed.ended, closed.error], ['unreachable', 'ECONNREFUSED'])
  const silent = await serving(() => {})
  assert.equal((await askStatus(silent, quick, never)).ended, 'silence')
})

test('asks for nobody with and without a signature; a wrong secret shows where none is required', async () => {
  const asked: string[] = []
  const server = await serving(({request, reply}) => {
    asked.push(textOf(request, types.userName))
    reply({code: codes.accessReject})
  })
  assert.equal((await askForNobody(server, signed, quick, never)).ended, 'reject')
  assert.match(asked[0]!, /^npsmfa-.*\.invalid$/)
  assert.equal((await askForNobody(server, unsigned, quick, never)).ended, 'silence')
  const lax = createSocket('udp4').bind(0, '127.0.0.1')
  open.push(() => lax.close())
  await once(lax, 'listening')
  lax.on('message', (datagram, from) => {
    const request = decodePacket(datagram)
    const reject = {code: codes.accessReject, attributes: []}
    lax.send(unsignedReply(reject, request, Buffer.from('another')), from.port, from.address)
  })
  const there = {address: '127.0.0.1', port: lax.address().port, secret}
  const leg = await askForNobody(there, unsigned, quick, never)
  assert.deepEqual([leg.ended, leg.ignored.authenticator], ['silence', 3])
})
