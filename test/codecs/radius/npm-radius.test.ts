import assert from 'node:assert/strict'
import {createRequire} from 'node:module'
import {test} from 'node:test'
import {codes, attributes as types} from '../../../src/codecs/radius/numbers.ts'
import {type Attribute, decodePacket, octetsOf, textOf} from '../../../src/codecs/radius/packet.ts'
import {readReply} from '../../../src/codecs/radius/reply.ts'
import {isSigned, signedReply, signedRequest, unsignedReply} from '../../../src/codecs/radius/sign.ts'
import {hidePassword, revealPassword} from '../../../src/codecs/radius/user-password.ts'
import {vendorAttribute, vendorValueOf} from '../../../src/codecs/radius/vendor.ts'

/** What is used of the npm package radius, which has no types. */
interface NpmRadius {
  encode(asked: object): Buffer
  decode(asked: {packet: Buffer; secret: string}): {code: string; attributes: Record<string, unknown>}
  encode_response(asked: object): Buffer
  verify_response(asked: {request: Buffer; response: Buffer; secret: string}): boolean
}
const npm: NpmRadius = createRequire(import.meta.url)('radius')

const secret = 'shared by both'
const ours = Buffer.from(secret)
const authenticator = Buffer.from('00112233445566778899aabbccddeeff', 'hex')
const password = 'of more than sixteen bytes'
const attribute = (type: number, value: string): Attribute => ({type, value: Buffer.from(value)})
const request = {
  ...{code: codes.accessRequest, identifier: 200, authenticator},
  attributes: [
    attribute(types.userName, 'zoë@contoso.test'),
    {type: types.userPassword, value: hidePassword(password, ours, authenticator)},
    {type: types.nasIpAddress, value: Buffer.of(192, 0, 2, 1)},
    vendorAttribute(311, 11, Buffer.from('challenge')),
  ],
}

test('the npm package radius reads our requests, and takes their Message-Authenticator', () => {
  const bytes = signedRequest(request, ours)
  const {code, attributes} = npm.decode({packet: bytes, secret})
  assert.equal(code, 'Access-Request')
  assert.equal(attributes['User-Name'], 'zoë@contoso.test')
  assert.equal(attributes['User-Password'], password)
  assert.equal(attributes['NAS-IP-Address'], '192.0.2.1')
  assert.throws(() => npm.decode({packet: bytes, secret: 'another'}))
})

test('we read its requests, signed and not', () => {
  for (const signs of [true, false]) {
    const bytes = npm.encode({
      ...{code: 'Access-Request', secret, identifier: 3, add_message_authenticator: signs},
      attributes: [
        ['User-Name', 'nemo'],
        ['User-Password', password],
        ['Vendor-Specific', 311, [[11, Buffer.from('challenge')]]],
      ],
    })
    const packet = decodePacket(bytes)
    assert.equal(isSigned(packet, packet.authenticator, ours), signs ? true : null)
    assert.equal(textOf(packet, types.userName), 'nemo')
    const hidden = octetsOf(packet, types.userPassword)!
    assert.equal(revealPassword(hidden, ours, packet.authenticator), password)
    assert.equal(vendorValueOf(packet, 311, 11)?.toString(), 'challenge')
  }
})

test('it takes our replies, and no others', () => {
  const asked = signedRequest(request, ours)
  const reply = {code: codes.accessChallenge, attributes: [attribute(types.replyMessage, 'Enter the code')]}
  const takes = (response: Buffer) => npm.verify_response({request: asked, response, secret})
  assert.equal(takes(signedReply(reply, request, ours)), true)
  assert.equal(takes(unsignedReply(reply, request, ours)), false, 'it wants a reply to be signed as well')
  assert.equal(takes(signedReply(reply, request, Buffer.from('another'))), false)
})

test('we take its replies', () => {
  for (const signs of [true, false]) {
    const asked = npm.encode({
      ...{code: 'Access-Request', secret, identifier: 3, add_message_authenticator: signs},
      attributes: [['User-Name', 'nemo']],
    })
    const packet = npm.decode({packet: asked, secret})
    const attributes = [['Reply-Message', 'Hello']]
    const response = npm.encode_response({packet, code: 'Access-Accept', secret, attributes})
    const read = readReply(response, decodePacket(asked), ours)
    assert.ok(typeof read !== 'string', String(read))
    assert.equal(read.signed, signs)
    assert.equal(textOf(read.packet, types.replyMessage), 'Hello')
  }
})
