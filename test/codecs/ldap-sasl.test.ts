import assert from 'node:assert/strict'
import {test} from 'node:test'
import fc from 'fast-check'
import {BerError, ber, berEnumerated, berInteger, berOctets, berSequence} from '../../src/codecs/ber.ts'
import {encodeResult} from '../../src/codecs/ldap-answer.ts'
import {readBindResponse, saslBindRequest} from '../../src/codecs/ldap-sasl.ts'

test('asks as RFC 4511 says', () => {
  const mechanism = Buffer.from('GSS-SPNEGO').toString('hex')
  const known = `301d02010260180201030400a311040a${mechanism}0403010203`
  assert.equal(saslBindRequest(2, 'GSS-SPNEGO', Buffer.of(1, 2, 3)).toString('hex'), known)
})

const answer = (code: number, credentials: Uint8Array | null, message = '', id = 7) =>
  berSequence(
    berInteger(id),
    ber(
      0x61,
      berEnumerated(code),
      berOctets(''),
      berOctets(message),
      ...(credentials ? [ber(0x87, credentials)] : []),
    ),
  )

test('waits until the answer is whole, and reads what the server says within the mechanism', () => {
  fc.assert(
    fc.property(fc.uint8Array({maxLength: 2000}), fc.nat(0x7fffffff), fc.nat(90), (credentials, id, code) => {
      const bytes = answer(code, credentials, 'say', id)
      assert.equal(readBindResponse(bytes.subarray(0, bytes.length - 1)), null)
      assert.deepEqual(readBindResponse(Buffer.concat([bytes, Buffer.from('more')])), {
        id,
        resultCode: code,
        diagnosticMessage: 'say',
        credentials: Buffer.from(credentials),
      })
    }),
  )
  for (let length = 0; length < 20; length++)
    assert.equal(readBindResponse(answer(14, Buffer.alloc(300)).subarray(0, length)), null)
})

test('tells no credentials from empty ones, and steps over referrals', () => {
  assert.equal(readBindResponse(encodeResult(1, 'bind', {code: 0}))?.credentials, null)
  assert.deepEqual(readBindResponse(answer(0, Buffer.of()))?.credentials, Buffer.of())
  assert.equal(readBindResponse(encodeResult(1, 'bind', {code: 10, referrals: ['ldap://a']}))?.resultCode, 10)
})

test('refuses text, other LDAP messages, and messages beyond 64 kB', () => {
  for (const bytes of [
    Buffer.from('HTTP/1.1 400'),
    encodeResult(1, 'extended', {code: 0}),
    berSequence(berInteger(1), ber(0x61, berEnumerated(0))),
    Buffer.from('30840fffffff', 'hex'),
  ])
    assert.throws(() => readBindResponse(bytes), BerError)
})

test('any bytes are read, refused or waited for', () => {
  const whole = answer(14, Buffer.alloc(40, 1), 'no')
  const damaged = fc
    .array(fc.record({at: fc.nat(whole.length - 1), to: fc.nat(255)}), {maxLength: 5})
    .map((changes) => {
      const bytes = Buffer.from(whole)
      for (const {at, to} of changes) bytes[at] = to
      return bytes
    })
  fc.assert(
    fc.property(fc.oneof(fc.uint8Array({maxLength: 200}), damaged), (bytes) => {
      try {
        readBindResponse(bytes)
      } catch (error) {
        assert.ok(error instanceof BerError, String(error))
      }
    }),
    {numRuns: 2000},
  )
})
