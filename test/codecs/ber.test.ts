import assert from 'node:assert/strict'
import {test} from 'node:test'
import fc from 'fast-check'
import {
  BerError,
  ber,
  berInteger,
  berLimits,
  berOctets,
  berSequence,
  integerOf,
  readBer,
  readHeader,
} from '../../src/codecs/ber.ts'

test('what is written is read again', () => {
  const content = fc.uint8Array({maxLength: 70_000})
  fc.assert(
    fc.property(fc.nat(0x7fffffff), content, (number, bytes) => {
      const [first, second] = readBer(berSequence(berInteger(number), berOctets(bytes))).children
      assert.equal(integerOf(first), number)
      assert.deepEqual(second?.content, Buffer.from(bytes))
    }),
    {numRuns: 200},
  )
})

test('numbers take the shortest form', () => {
  for (const [number, hex] of [
    [0, '020100'],
    [127, '02017f'],
    [128, '02020080'],
    [65536, '0203010000'],
  ] as const)
    assert.equal(berInteger(number).toString('hex'), hex)
})

test('lengths as Windows writes them are read', () => {
  assert.equal(integerOf(readBer(Buffer.from('3084000000030201ff', 'hex')).children[0]), -1)
})

test('a header asks for more until it is whole', () => {
  const bytes = ber(0x30, Buffer.alloc(300))
  for (let length = 0; length < 4; length++) assert.equal(readHeader(bytes.subarray(0, length)), null)
  assert.deepEqual(readHeader(bytes), {tag: 0x30, start: 4, end: 304})
})

const bad = {
  'a tag of several bytes': '3f8101',
  'an indefinite length': '30800000',
  'a length of five bytes': '30850000000001',
  'a length beyond the limit': '30847fffffff',
  'an element that ends too late': '30030202',
  'bytes after the end': '02010000',
  nothing: '',
}
for (const [name, hex] of Object.entries(bad))
  test(`refuses ${name}`, () => assert.throws(() => readBer(Buffer.from(hex, 'hex')), BerError))

test('refuses more levels and more elements than its limits', () => {
  let deep = berSequence()
  for (let level = 0; level < 70; level++) deep = berSequence(deep)
  assert.throws(() => readBer(deep), /levels/)
  const many = berSequence(...Array.from({length: berLimits.nodes + 1}, () => berInteger(1)))
  assert.throws(() => readBer(many), /elements/)
})

test('any bytes are read or refused, never anything else', () => {
  fc.assert(
    fc.property(fc.uint8Array({maxLength: 400}), (bytes) => {
      try {
        readBer(Buffer.from(bytes))
      } catch (error) {
        assert.ok(error instanceof BerError)
      }
    }),
    {numRuns: 3000},
  )
})
