import assert from 'node:assert/strict'
import {test} from 'node:test'
import fc from 'fast-check'
import {readChunk} from '../../../src/codecs/evtx/chunk.ts'
import {readEvtxHeader} from '../../../src/codecs/evtx/file-header.ts'
import {eventRecords, text} from '../../support/evtx-event.ts'
import {chunksOf, type Document, type Element, sealChunk, writeEvtx} from '../../support/evtx-writer.ts'
import {refusals} from './events.ts'

const chunk = () => chunksOf(eventRecords(refusals(60)))[0]!
const numbers = (bytes: Buffer) => readChunk(bytes).records.map(({recordId}) => recordId)
const told = (bytes: Buffer) => readChunk(bytes).damage.map(({kind, records}) => [kind, records])
const offsets = (bytes: Buffer) => {
  const found: number[] = []
  for (let at = 512; bytes.readUInt32LE(at) === 0x2a2a; at += bytes.readUInt32LE(at + 4)) found.push(at)
  return found
}
const all = Array.from({length: 60}, (_, index) => index + 1)

test('a whole chunk has no damage', () => {
  assert.deepEqual(numbers(chunk()), all)
  assert.deepEqual(told(chunk()), [])
})

test('a checksum that does not fit is told, and the records are read', () => {
  const bytes = chunk()
  bytes.writeUInt32LE(1, 52)
  assert.deepEqual(numbers(bytes), all)
  assert.deepEqual(told(bytes), [['checksum', 0]])
})

test('a log without checksums is whole', () => {
  const bytes = chunk()
  bytes.fill(0, 52, 56).writeUInt32LE(5, 120)
  assert.deepEqual(told(bytes), [])
})

test('where records were overwritten, those behind are read and the lost ones counted', () => {
  const bytes = chunk()
  const [, , , fourth = 0, , sixth = 0] = offsets(bytes)
  bytes.fill(0, fourth + 4, sixth)
  assert.deepEqual(numbers(bytes), [1, 2, 3, ...all.slice(5)])
  assert.deepEqual(told(bytes), [
    ['checksum', 0],
    ['gap', 2],
  ])
})

test('one record that cannot be understood costs one record', () => {
  const bytes = chunk()
  bytes[offsets(bytes)[30]! + 28] = 0x3f
  sealChunk(bytes)
  assert.deepEqual(numbers(bytes), [...all.slice(0, 30), ...all.slice(31)])
  assert.deepEqual(told(bytes), [['record', 1]])
})

for (const [what, size] of [
  ['of 1 MB', 1_048_576],
  ['of no size', 0],
  ['of four gigabytes', 0xffffffff],
] as const)
  test(`a record that says to be ${what} is counted, and the next one is found`, () => {
    const bytes = chunk()
    bytes.writeUInt32LE(size, offsets(bytes)[10]! + 4)
    sealChunk(bytes)
    assert.deepEqual(numbers(bytes), [...all.slice(0, 10), ...all.slice(11)])
    assert.deepEqual(told(bytes), [['gap', 1]])
  })

test('a chunk that is cut off is read as far as it goes', () => {
  const bytes = chunk()
  const cut = bytes.subarray(0, offsets(bytes)[20]! + 50)
  assert.deepEqual(numbers(cut), all.slice(0, 20))
  assert.deepEqual(told(cut), [
    ['cut-off', 0],
    ['gap', 40],
  ])
  assert.deepEqual(told(bytes.subarray(0, 100)), [['cut-off', 0]])
})

test('records of an older turn behind the last one are not told again', () => {
  const bytes = chunk()
  const old = offsets(bytes)[40]!
  bytes.writeUInt32LE(old, 48)
  bytes.writeBigUInt64LE(40n, 32)
  for (const at of offsets(bytes).slice(40)) bytes.writeBigUInt64LE(9n, at + 8)
  assert.deepEqual(numbers(sealChunk(bytes)), all.slice(0, 40))
})

test('records that the header does not know of yet are read', () => {
  const bytes = chunk()
  bytes.writeUInt32LE(offsets(bytes)[40]!, 48)
  bytes.writeBigUInt64LE(40n, 32)
  assert.deepEqual(numbers(sealChunk(bytes)), all)
})

test('an unused chunk is no damage, one without its signature is', () => {
  assert.deepEqual(readChunk(Buffer.alloc(65_536)), {records: [], damage: []})
  const bytes = chunk()
  bytes.write('ElfChnX', 'latin1')
  assert.deepEqual(told(bytes), [['no-signature', 0]])
})

test('a header whose counts are lies does not make lost records', () => {
  const bytes = chunk()
  bytes.writeBigUInt64LE(0xffff_ffff_ffffn, 32)
  assert.deepEqual(told(sealChunk(bytes)), [])
})

test('the file’s header tells where the chunks begin, whether it is old, whether it is whole', () => {
  const file = writeEvtx([])
  assert.deepEqual(readEvtxHeader(file), {chunksAt: 4096, dirty: false, checksumFits: true})
  file.writeUInt32LE(1, 120)
  file[24] = 9
  assert.deepEqual(readEvtxHeader(file), {chunksAt: 4096, dirty: true, checksumFits: false})
  assert.equal(readEvtxHeader(Buffer.from('<Events>')), null)
})

const of = (document: Document) => chunksOf([{id: 1, at: 0, document}])[0]!
const why = (bytes: Buffer) => readChunk(bytes).damage.map(({detail}) => detail)

test('elements within elements are followed to a bound', () => {
  let element: Element = {name: 'E'}
  for (let level = 0; level < 40; level++) element = {name: 'E', content: [element]}
  assert.match(why(of({element}))[0]!, /levels/)
})

test('binary XML within binary XML is followed to a bound', () => {
  let document: Document = {element: {name: 'E'}}
  for (let level = 0; level < 40; level++)
    document = {template: {name: 'E', content: [{substitute: 0, type: 33}]}, values: [{type: 33, document}]}
  assert.match(why(of(document))[0]!, /levels/)
})

test('a value that a template repeats a thousand times is refused, and costs no more than other chunks', () => {
  const many = Array.from({length: 4_000}, () => ({substitute: 0, type: 1}))
  const bomb = of({template: {name: 'E', content: many}, values: [text('x'.repeat(16_000))]})
  assert.match(why(bomb)[0]!, /repeats too much/)
})

test('levels that each double what is below are refused', () => {
  let document: Document = {element: {name: 'E'}}
  const twice = {substitute: 0, type: 33}
  for (let level = 0; level < 25; level++)
    document = {template: {name: 'E', content: [twice, twice]}, values: [{type: 33, document}]}
  assert.match(why(of(document))[0]!, /repeats too much/)
})

/** Reading is done when it answers; every record is read or counted at most once. */
function survives(bytes: Buffer): void {
  const {records, damage} = readChunk(bytes)
  assert.ok(records.length <= bytes.length / 28)
  for (const {records: lost} of damage) assert.ok(lost >= 0 && lost <= 2048)
}

test('any bytes behind a signature are read or counted', () => {
  fc.assert(
    fc.property(fc.uint8Array({minLength: 0, maxLength: 3_000}), (bytes) => {
      survives(Buffer.concat([Buffer.from('ElfChnk\0', 'latin1'), bytes]))
    }),
    {numRuns: 1000},
  )
})

test('any change of a chunk is read or counted', () => {
  const whole = chunk()
  const end = whole.readUInt32LE(48)
  const change = fc.tuple(
    fc.nat(end - 1),
    fc.oneof(fc.nat(255), fc.constantFrom(0, 1, 0x0c, 0x21, 0x41, 0x80, 0xff)),
  )
  fc.assert(
    fc.property(fc.array(change, {minLength: 1, maxLength: 40}), fc.nat(65_536), (changes, length) => {
      const bytes = Buffer.from(whole)
      for (const [at, byte] of changes) bytes[at] = byte
      survives(bytes)
      survives(bytes.subarray(0, length))
    }),
    {numRuns: 1500},
  )
})

test('any document within a record is read or counted', () => {
  const [record = 0, second = 0] = offsets(chunk())
  fc.assert(
    fc.property(fc.array(fc.nat(0x0f), {maxLength: 200}), fc.nat(200), (tokens, at) => {
      const bytes = chunk()
      Buffer.from(tokens).copy(bytes, Math.min(record + 24 + at, second - 4))
      survives(bytes)
    }),
    {numRuns: 1500},
  )
})
