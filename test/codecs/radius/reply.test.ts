import assert from 'node:assert/strict'
import {test} from 'node:test'
import fc from 'fast-check'
import {attributes, codes} from '../../../src/codecs/radius/numbers.ts'
import {decodePacket, octetsOf, type Packet, textOf} from '../../../src/codecs/radius/packet.ts'
import {type Read, readReply} from '../../../src/codecs/radius/reply.ts'
import {isSigned, signedReply, signedRequest, unsignedReply} from '../../../src/codecs/radius/sign.ts'
import {bytes, hex, packets} from './packets.ts'

const secret = Buffer.from('xyzzy5461')
const request: Packet = {
  code: codes.accessRequest,
  identifier: 7,
  authenticator: hex('000102030405060708090a0b0c0d0e0f'),
  attributes: [{type: attributes.userName, value: Buffer.from('nemo')}],
}
const accept = {
  code: codes.accessAccept,
  attributes: [{type: attributes.replyMessage, value: Buffer.from('Welcome')}],
}
const read = (datagram: Buffer, of = request) => readReply(datagram, of, secret)
const flawOf = (result: Read) => (typeof result === 'string' ? result : 'none')

// RFC 2865 §7: each reply with the authenticator of its request.
const published: readonly (readonly [string, string, number])[] = [
  [
    '0f403f9473978057bd83d5cb98f4227a',
    `02 00 00 26 86 fe 22 0e 76 24 ba 2a 10 05 f6 bf 9b 55 e0 b2 06 06 00 00 00 01 0f 06 00 00 00 00 0e 06 c0 a8 01 03`,
    codes.accessAccept,
  ],
  [
    '2aee86f08d0d55969ca5978e0d3367a2',
    `02 01 00 38 15 ef bc 7d ab 26 cf a3 dc 34 d9 c0 3c 86 01 a4 06 06 00 00 00 02 07 06 00 00 00 01 08 06 ff ff ff fe
     0a 06 00 00 00 02 0d 06 00 00 00 01 0c 06 00 00 05 dc`,
    codes.accessAccept,
  ],
  [
    'f3a47a1f6a6d76710b947ab93041a039',
    `0b 02 00 4e 36 f3 c8 76 4a e8 c7 11 57 40 3c 0c 71 ff 9c 45 12 30 43 68 61 6c 6c 65 6e 67 65 20 33 32 37 36 39 34
     33 30 2e 20 20 45 6e 74 65 72 20 72 65 73 70 6f 6e 73 65 20 61 74 20 70 72 6f 6d 70 74 2e 18 0a 33 32 37 36 39 34
     33 30`,
    codes.accessChallenge,
  ],
  [
    'b122556d428a13d0d6253807c457ecf0',
    '03 03 00 14 a4 2f 4f ca 45 91 6c 4e 09 c8 34 0f 9e 74 6a a0',
    codes.accessReject,
  ],
]

test('takes the replies of RFC 2865 §7', () => {
  for (const [authenticator, reply, code] of published) {
    const datagram = hex(reply)
    const taken = read(datagram, {...request, identifier: datagram[1]!, authenticator: hex(authenticator)})
    assert.ok(typeof taken !== 'string', `${reply.slice(0, 11)}: ${String(taken)}`)
    assert.equal(taken.packet.code, code)
    assert.equal(taken.signed, false)
  }
})

test('takes a signed reply and one without a Message-Authenticator, and tells them apart', () => {
  for (const [reply, signed] of [
    [signedReply(accept, request, secret), true],
    [unsignedReply(accept, request, secret), false],
  ] as const) {
    const taken = read(reply)
    assert.ok(typeof taken !== 'string')
    assert.equal(taken.signed, signed)
    assert.equal(textOf(taken.packet, attributes.replyMessage), 'Welcome')
  }
})

test('signs a request before everything else', () => {
  fc.assert(
    fc.property(packets, bytes(1, 40), (packet, shared) => {
      const signed = decodePacket(signedRequest(packet, shared))
      assert.equal(signed.attributes[0]!.type, attributes.messageAuthenticator)
      assert.equal(isSigned(signed, signed.authenticator, shared), true)
      assert.equal(isSigned(signed, signed.authenticator, Buffer.concat([shared, Buffer.of(1)])), false)
    }),
  )
  assert.equal(isSigned(request, request.authenticator, secret), null)
})

test('one bit that was changed on the way is noticed, wherever it is', () => {
  const sent = signedReply(accept, request, secret)
  for (let bit = 0; bit < sent.length * 8; bit++) {
    const changed = Buffer.from(sent)
    changed[bit >> 3]! ^= 1 << (bit & 7)
    assert.equal(typeof read(changed), 'string', `bit ${bit}`)
  }
})

test('says what is wrong with a reply', () => {
  const wrong = Buffer.from('another secret')
  const other = {...request, authenticator: Buffer.alloc(16)}
  const badlySigned = unsignedReply(
    {...accept, attributes: [{type: attributes.messageAuthenticator, value: Buffer.alloc(16)}]},
    request,
    secret,
  )
  const flawed: Readonly<Record<string, readonly Buffer[]>> = {
    malformed: [Buffer.alloc(0), hex('02'), Buffer.alloc(20), Buffer.alloc(5000)],
    identifier: [signedReply(accept, {...request, identifier: 8}, secret)],
    code: [1, 4, 5, 12, 13, 255].map((code) => signedReply({...accept, code}, request, secret)),
    authenticator: [signedReply(accept, request, wrong), unsignedReply(accept, other, secret)],
    'message-authenticator': [badlySigned],
    none: [2, 3, 11].map((code) => signedReply({...accept, code}, request, secret)),
  }
  for (const [flaw, datagrams] of Object.entries(flawed))
    for (const datagram of datagrams) assert.equal(flawOf(read(datagram)), flaw)
  const status = {...request, code: codes.statusServer}
  assert.equal(flawOf(read(signedReply(accept, status, secret), status)), 'none')
  assert.equal(flawOf(read(signedReply({...accept, code: 3}, status, secret), status)), 'code')
})

test('nobody without the secret makes a reply that is taken', () => {
  fc.assert(
    fc.property(bytes(0, 4200), (datagram) => {
      if (datagram.length > 1) datagram[1] = request.identifier
      assert.equal(typeof read(datagram), 'string')
    }),
  )
  fc.assert(
    fc.property(packets, bytes(1, 30), (packet, guess) => {
      fc.pre(!guess.equals(secret))
      const reply = signedReply({code: 2, attributes: packet.attributes.slice(0, 10)}, request, guess)
      assert.equal(read(reply), 'authenticator')
    }),
  )
})

test('the State of a challenge is what is sent back', () => {
  const value = Buffer.from(published[2]![1].replaceAll(/\s/g, '').slice(-16), 'hex')
  const taken = readReply(
    hex(published[2]![1]),
    {...request, identifier: 2, authenticator: hex(published[2]![0])},
    secret,
  )
  assert.ok(typeof taken !== 'string')
  assert.deepEqual(octetsOf(taken.packet, attributes.state), value)
})
