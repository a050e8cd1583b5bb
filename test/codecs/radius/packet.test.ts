import assert from 'node:assert/strict'
import {test} from 'node:test'
import fc from 'fast-check'
import {attributes} from '../../../src/codecs/radius/numbers.ts'
import {
  decodePacket,
  encodePacket,
  framed,
  octetsOf,
  RadiusError,
  textOf,
} from '../../../src/codecs/radius/packet.ts'
import {hidePassword, revealPassword} from '../../../src/codecs/radius/user-password.ts'
import {vendorAttribute, vendorValueOf} from '../../../src/codecs/radius/vendor.ts'
import {bytes, hex, packets} from './packets.ts'

const secret = Buffer.from('xyzzy5461')
// RFC 2865 §7.1 and §7.3
const nemo =
  hex(`01 00 00 38 0f 40 3f 94 73 97 80 57 bd 83 d5 cb 98 f4 22 7a 01 06 6e 65 6d 6f 02 12 0d be 70 8d
  93 d4 13 ce 31 96 e4 3f 78 2a 0a ee 04 06 c0 a8 01 10 05 06 00 00 00 03`)
const mopsy =
  hex(`01 02 00 39 f3 a4 7a 1f 6a 6d 76 71 0b 94 7a b9 30 41 a0 39 01 07 6d 6f 70 73 79 02 12 33 65 75
  73 77 82 89 b5 70 88 5e 15 08 48 25 c5 04 06 c0 a8 01 10 05 06 00 00 00 07`)

test('reads and writes the requests of RFC 2865 §7', () => {
  const expected = [
    [nemo, 'nemo', 'arctangent', 3],
    [mopsy, 'mopsy', 'challenge', 7],
  ] as const
  for (const [request, name, password, port] of expected) {
    const packet = decodePacket(request)
    assert.equal(textOf(packet, attributes.userName), name)
    assert.equal(octetsOf(packet, attributes.nasPort)!.readUInt32BE(), port)
    const hidden = octetsOf(packet, attributes.userPassword)!
    assert.equal(revealPassword(hidden, secret, packet.authenticator), password)
    assert.deepEqual(hidePassword(password, secret, packet.authenticator), hidden)
    assert.deepEqual(encodePacket(packet), request)
  }
})

test('writes what it reads, and ignores padding', () => {
  fc.assert(
    fc.property(packets, bytes(0, 50), (packet, padding) => {
      const written = encodePacket(packet)
      assert.deepEqual(decodePacket(written), packet)
      if (written.length + padding.length <= 4096)
        assert.deepEqual(decodePacket(Buffer.concat([written, padding])), packet)
    }),
  )
})

test('any bytes are a packet or refused, whatever their length says', () => {
  const refusedOr = (datagram: Buffer) => {
    try {
      assert.deepEqual(encodePacket(decodePacket(datagram)), framed(datagram))
    } catch (error) {
      assert.ok(error instanceof RadiusError, String(error))
    }
  }
  fc.assert(fc.property(bytes(0, 5000), refusedOr))
  const flips = fc.array(fc.tuple(fc.nat(mopsy.length - 1), fc.nat(255)), {maxLength: 4})
  fc.assert(
    fc.property(flips, (changes) => {
      const broken = Buffer.from(mopsy)
      for (const [at, byte] of changes) broken[at] = byte
      refusedOr(broken)
    }),
    {numRuns: 2_000},
  )
})

test('refuses what is cut off, too short and too long', () => {
  for (let length = 0; length < nemo.length; length++)
    assert.throws(() => decodePacket(nemo.subarray(0, length)), RadiusError, `${length} bytes`)
  const saying = (length: number, size = 4097) => {
    const packet = Buffer.alloc(size)
    packet.writeUInt16BE(length, 2)
    return packet
  }
  assert.throws(() => decodePacket(saying(19, 20)), /a length below/)
  assert.throws(() => decodePacket(saying(20, 4097)), /more than 4096/)
  assert.throws(() => decodePacket(saying(4096, 4096)), /an attribute that is cut off/)
  assert.doesNotThrow(() => decodePacket(saying(20, 4096)))
  const endless = {type: 26, value: Buffer.alloc(253)}
  const packet = {
    code: 1,
    identifier: 0,
    authenticator: Buffer.alloc(16),
    attributes: Array(17).fill(endless),
  }
  assert.throws(() => encodePacket(packet), /more than 4096/)
  assert.throws(
    () => encodePacket({...packet, attributes: [{type: 1, value: Buffer.alloc(254)}]}),
    RadiusError,
  )
})

test('refuses two Message-Authenticators, and one of another length', () => {
  const of = (...lengths: number[]) =>
    encodePacket({
      ...{code: 2, identifier: 0, authenticator: Buffer.alloc(16)},
      attributes: lengths.map((length) => ({type: 80, value: Buffer.alloc(length)})),
    })
  assert.doesNotThrow(() => decodePacket(of(16)))
  for (const lengths of [[16, 16], [15], [17], [0]])
    assert.throws(() => decodePacket(of(...lengths)), RadiusError, lengths.join())
})

test('hides passwords of up to 128 bytes, and gives them back', () => {
  const passwords = fc.string({unit: 'binary', maxLength: 32}).filter((text) => !text.endsWith('\0'))
  fc.assert(
    fc.property(passwords, bytes(1, 40), bytes(16, 16), (password, shared, authenticator) => {
      const hidden = hidePassword(password, shared, authenticator)
      assert.equal(hidden.length % 16, 0)
      assert.equal(revealPassword(hidden, shared, authenticator), Buffer.from(password).toString())
    }),
  )
  const authenticator = Buffer.alloc(16)
  assert.equal(hidePassword('', secret, authenticator).length, 16)
  assert.equal(hidePassword('ö'.repeat(64), secret, authenticator).length, 128)
  assert.throws(() => hidePassword('ö'.repeat(65), secret, authenticator), RadiusError)
  for (const length of [0, 15, 144])
    assert.throws(() => revealPassword(Buffer.alloc(length), secret, authenticator), RadiusError)
})

test('finds a vendor’s attribute among others, and none in what is broken', () => {
  const around = {code: 1, identifier: 0, authenticator: Buffer.alloc(16)}
  const value = Buffer.from('value')
  const inOne = {type: 26, value: hex('00000137 0103ff 0204abcd')}
  const attributes = [vendorAttribute(9, 11, Buffer.from('no')), inOne, vendorAttribute(311, 11, value)]
  assert.deepEqual(vendorValueOf({...around, attributes}, 311, 11), value)
  assert.deepEqual(vendorValueOf({...around, attributes}, 311, 2), hex('abcd'))
  assert.equal(vendorValueOf({...around, attributes}, 311, 25), undefined)
  for (const broken of ['', '000001', '00000137', '0000013719', '000001371901', '00000137190500'])
    assert.equal(
      vendorValueOf({...around, attributes: [{type: 26, value: hex(broken)}]}, 311, 25),
      undefined,
      broken,
    )
  assert.throws(() => vendorAttribute(311, 1, Buffer.alloc(248)), RadiusError)
})
