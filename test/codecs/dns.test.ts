import assert from 'node:assert/strict'
import {test} from 'node:test'
import fc from 'fast-check'
import {answerCodes, DnsError, decodeQuery, encodeAnswer, recordTypes} from '../../src/codecs/dns.ts'

const query = (name: string, {flags = 0x0100, type = 1, count = 1} = {}) => {
  const header = Buffer.alloc(12)
  header.writeUInt16BE(0xbeef, 0)
  header.writeUInt16BE(flags, 2)
  header.writeUInt16BE(count, 4)
  const labels = name.split('.').map((label) => Buffer.concat([Buffer.of(label.length), Buffer.from(label)]))
  return Buffer.concat([header, ...labels, Buffer.of(0, 0, type, 0, 1)])
}

test('reads a query and keeps the case of its name', () => {
  const read = decodeQuery(query('LoGin.Example', {type: 28}))
  const {id, name, type, recursionDesired} = read
  assert.deepEqual(
    {id, name, type, recursionDesired, class: read.class},
    {
      id: 0xbeef,
      name: 'LoGin.Example',
      type: recordTypes.aaaa,
      recursionDesired: true,
      class: 1,
    },
  )
})

test('answers repeat the question', () => {
  const bytes = encodeAnswer(decodeQuery(query('a.b')), {code: answerCodes.noError, addresses: ['127.0.0.1']})
  assert.equal(
    bytes.toString('hex'),
    'beef85800001000100000000 0161016200 0001 0001 c00c 0001 0001 00000001 0004 7f000001'.replaceAll(' ', ''),
  )
})

test('a service is answered by its whole name', () => {
  const services = [{priority: 1, weight: 2, port: 389, target: 'dc.b.'}]
  const bytes = encodeAnswer(decodeQuery(query('a.b', {type: recordTypes.srv})), {code: 0, services, ttl: 5})
  assert.equal(
    bytes.toString('hex'),
    'beef85800001000100000000 0161016200 0021 0001 c00c 0021 0001 00000005 000c 0001 0002 0185 0264630162 00'.replaceAll(
      ' ',
      '',
    ),
  )
})

test('refuses a target that is no name', () => {
  const read = decodeQuery(query('a', {type: recordTypes.srv}))
  const long = Array.from({length: 5}, () => 'x'.repeat(60)).join('.')
  for (const target of ['a..b', 'x'.repeat(64), long])
    assert.throws(
      () => encodeAnswer(read, {code: 0, services: [{priority: 0, weight: 0, port: 1, target}]}),
      DnsError,
    )
})

test('services of any name and number are read again by another reader', () => {
  const word = fc.nat(65_535)
  const label = fc.stringMatching(/^[a-z0-9_-]{1,63}$/)
  const target = fc.array(label, {maxLength: 3}).map((labels) => labels.join('.'))
  const service = fc.record({priority: word, weight: word, port: word, target})
  const read = decodeQuery(query('_ldap._tcp.b', {type: recordTypes.srv}))
  const property = fc.property(fc.array(service, {maxLength: 5}), (services) => {
    const bytes = encodeAnswer(read, {code: 0, services})
    assert.equal(bytes.readUInt16BE(6), services.length)
    let at = 12 + read.question.length
    for (const {priority, weight, port, target: name} of services) {
      const end = at + 12 + bytes.readUInt16BE(at + 10)
      const words = [12, 14, 16].map((offset) => bytes.readUInt16BE(at + offset))
      assert.deepEqual(words, [priority, weight, port])
      const again = decodeQuery(
        Buffer.concat([query('').subarray(0, 12), bytes.subarray(at + 18, end), Buffer.of(0, 33, 0, 1)]),
      )
      assert.equal(again.name, name)
      at = end
    }
    assert.equal(at, bytes.length)
  })
  fc.assert(property, {numRuns: 500})
})

test('refuses what is no query with one question', () => {
  const compressed = Buffer.concat([query('a').subarray(0, 12), Buffer.of(0xc0, 0x0c, 0, 1, 0, 1)])
  const long = query(Array.from({length: 5}, () => 'x'.repeat(60)).join('.'))
  const bad = [
    Buffer.of(),
    query('a', {flags: 0x8000}),
    query('a', {flags: 0x2800}),
    query('a', {count: 2}),
    compressed,
    long,
    query('a').subarray(0, -1),
    Buffer.alloc(5000),
  ]
  for (const bytes of bad) assert.throws(() => decodeQuery(bytes), DnsError)
})

test('any bytes are read or refused', () => {
  const body = fc.uint8Array({maxLength: 300})
  const property = fc.property(fc.boolean(), body, (withHeader, bytes) => {
    try {
      const read = decodeQuery(Buffer.concat([withHeader ? query('').subarray(0, 12) : Buffer.of(), bytes]))
      encodeAnswer(read, {code: 0, addresses: ['127.0.0.1']})
    } catch (error) {
      assert.ok(error instanceof DnsError)
    }
  })
  fc.assert(property, {numRuns: 4000})
})
