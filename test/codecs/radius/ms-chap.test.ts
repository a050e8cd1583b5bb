import assert from 'node:assert/strict'
import {test} from 'node:test'
import fc from 'fast-check'
import {md4} from '../../../src/codecs/radius/md4.ts'
import {authenticatorResponse, ntResponse} from '../../../src/codecs/radius/ms-chap.ts'
import {
  chapAnswer,
  chapAttributes,
  chapErrorOf,
  chapProofOf,
  chapRequestOf,
} from '../../../src/codecs/radius/ms-chap-attributes.ts'
import {attributes, microsoft} from '../../../src/codecs/radius/numbers.ts'
import {type Attribute, decodePacket, encodePacket} from '../../../src/codecs/radius/packet.ts'
import {vendorAttribute} from '../../../src/codecs/radius/vendor.ts'
import {bytes, hex} from './packets.ts'

// RFC 1320 §A.5
const digests: Readonly<Record<string, string>> = {
  '': '31d6cfe0d16ae931b73c59d7e0c089c0',
  a: 'bde52cb31de33e46245e05fbdbd6fb24',
  abc: 'a448017aaf21d8525fc10ae87aa6729d',
  'message digest': 'd9130a8164549fe818874806e1c7014b',
  abcdefghijklmnopqrstuvwxyz: 'd79e1c308aa5bbcdeea8ed63df412da9',
  ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789: '043f8582f241db351ce627e153e7f0e4',
  '12345678901234567890123456789012345678901234567890123456789012345678901234567890':
    'e33b4ddc9c38f2199c3e7b164fcc0536',
}

test('MD4 is that of RFC 1320', () => {
  for (const [message, digest] of Object.entries(digests))
    assert.equal(md4(Buffer.from(message)).toString('hex'), digest, message)
})

// RFC 2759 §9.2
const exchange = {
  userName: 'User',
  authenticatorChallenge: hex('5B5D7C7D7B3F2F3E3C2C602132262628'),
  peerChallenge: hex('21402324255E262A28295F2B3A337C7E'),
}
const response = '82309ecd8d708b5ea08faa3981cd83544233114a3d85d6df'
const proof = 'S=407A5589115FD0D6209F510FE9C04566932CDA56'

test('client and server prove the password as in RFC 2759 §9.2', () => {
  assert.equal(md4(Buffer.from('clientPass', 'utf16le')).toString('hex'), '44ebba8d5312b8d611474411f56989ae')
  assert.equal(ntResponse(exchange, 'clientPass').toString('hex'), response)
  assert.equal(authenticatorResponse(exchange, 'clientPass'), proof)
})

test('a domain in front of the name is not part of the proof, a suffix is', () => {
  const of = (userName: string) => ntResponse({...exchange, userName}, 'clientPass').toString('hex')
  assert.equal(of('CONTOSO\\User'), response)
  assert.notEqual(of('User@contoso.com'), response)
})

const packetOf = (...carried: Attribute[]) =>
  decodePacket(encodePacket({code: 2, identifier: 1, authenticator: Buffer.alloc(16), attributes: carried}))

test('a sign-in travels in Microsoft’s attributes', () => {
  const name = {type: attributes.userName, value: Buffer.from('User')}
  const asked = chapRequestOf(packetOf(name, ...chapAttributes(exchange, 'clientPass')))
  assert.deepEqual(asked?.exchange, exchange)
  assert.equal(asked?.response.toString('hex'), response)
  assert.equal(chapProofOf(packetOf(chapAnswer(microsoft.chap2Success, asked!, `${proof} M=Welcome`))), proof)
  assert.equal(chapRequestOf(packetOf(name)), null)
  for (const [type, length] of [
    [microsoft.chap2Response, 49],
    [microsoft.chapChallenge, 17],
  ] as const)
    assert.equal(
      chapRequestOf(
        packetOf(vendorAttribute(311, type, Buffer.alloc(length)), ...chapAttributes(exchange, 'x')),
      ),
      null,
    )
})

const refusal = (text: string) =>
  chapErrorOf(packetOf(vendorAttribute(microsoft.vendor, microsoft.chapError, Buffer.from(text, 'latin1'))))

test('reads why a server refuses', () => {
  const challenge = 'C=DB6D0E2FDB6C7DBE8B8E8D7C6A1B2C3D'
  assert.deepEqual(refusal(`\x01E=691 R=1 ${challenge} V=3 M=Authentication failed`), {
    ...{code: 691, retry: true, version: 3, message: 'Authentication failed'},
  })
  assert.deepEqual(refusal('\x01E=647 R=0 V=3'), {code: 647, retry: false, version: 3, message: ''})
  assert.deepEqual(refusal('E=648 R=0'), {code: 648, retry: false, version: null, message: ''})
  assert.equal(refusal('EE=649 R=0')?.code, 649)
  for (const text of ['', '\x01', '\x01E=', '\x01E=x R=1', '\x01E=12345678901', '\x01R=1 E=691', 'no'])
    assert.equal(refusal(text), null, text)
})

test('any bytes in place of proof and error are read or refused', () => {
  fc.assert(
    fc.property(bytes(0, 247), bytes(0, 247), (one, other) => {
      const packet = packetOf(
        vendorAttribute(microsoft.vendor, microsoft.chap2Success, one),
        vendorAttribute(microsoft.vendor, microsoft.chapError, other),
      )
      const error = chapErrorOf(packet)
      assert.ok(error === null || Number.isSafeInteger(error.code))
      const found = chapProofOf(packet)
      assert.ok(found === null || /^S=[0-9A-F]{40}$/.test(found))
    }),
  )
})
