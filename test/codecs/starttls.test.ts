import assert from 'node:assert/strict'
import {test} from 'node:test'
import fc from 'fast-check'
import {BerReader, ExtendedResponse} from 'ldapts'
import {BerError} from '../../src/codecs/ber.ts'
import {decodeRequest} from '../../src/codecs/ldap.ts'
import {encodeResult} from '../../src/codecs/ldap-answer.ts'
import {readExtendedResponse, startTlsRequest} from '../../src/codecs/starttls.ts'

test('asks as RFC 4511 says', () => {
  const known = '301d02010177188016312e332e362e312e342e312e313436362e3230303337'
  assert.equal(startTlsRequest(1).toString('hex'), known)
  const {id, request} = decodeRequest(startTlsRequest(70_000))
  assert.deepEqual({id, request}, {id: 70_000, request: {kind: 'extended', oid: '1.3.6.1.4.1.1466.20037'}})
})

const answer = encodeResult(
  1,
  'extended',
  {code: 52, message: 'no certificate'},
  {oid: '1.3.6.1.4.1.1466.20037'},
)

test('waits until the answer is whole, and says where it ends', () => {
  for (let length = 0; length < answer.length; length++)
    assert.deepEqual(readExtendedResponse(answer.subarray(0, length)), {complete: false})
  const read = readExtendedResponse(Buffer.concat([answer, Buffer.from('more')]))
  assert.deepEqual(read, {
    complete: true,
    resultCode: 52,
    diagnosticMessage: 'no certificate',
    bytesUsed: answer.length,
  })
})

test('ldapts reads our answer as we mean it', () => {
  const reader = new BerReader(answer)
  reader.readSequence()
  reader.readInt()
  assert.equal(reader.readSequence(0x78), 0x78)
  const response = new ExtendedResponse({messageId: 1})
  response.parse(reader, [])
  assert.deepEqual(
    [response.status, response.errorMessage, response.oid],
    [52, 'no certificate', '1.3.6.1.4.1.1466.20037'],
  )
})

test('refuses text, other LDAP messages, and messages beyond 64 kB', () => {
  for (const bytes of [
    Buffer.from('HTTP/1.1 400'),
    encodeResult(1, 'bind', {code: 0}),
    Buffer.from('30840fffffff', 'hex'),
  ])
    assert.throws(() => readExtendedResponse(bytes), BerError)
})

test('any bytes are read, refused or waited for', () => {
  const bytes = fc.oneof(
    fc.uint8Array({maxLength: 200}),
    fc.tuple(fc.nat(answer.length - 1), fc.nat(255)).map(([at, value]) => answer.with(at, value)),
  )
  const property = fc.property(bytes, (some) => {
    try {
      readExtendedResponse(some)
    } catch (error) {
      assert.ok(error instanceof BerError)
    }
  })
  fc.assert(property, {numRuns: 3000})
})
