import assert from 'node:assert/strict'
import {test} from 'node:test'
import fc from 'fast-check'
import {readChunk} from '../../../src/codecs/evtx/chunk.ts'
import {fileTime as readFileTime} from '../../../src/codecs/evtx/moment.ts'
import {integer, nothing, sidBytes, text} from '../../support/evtx-event.ts'
import {chunksOf, type Document, type Element, fileTime, type Value} from '../../support/evtx-writer.ts'

/** The event that an element with these values becomes. */
function read(template: Element, values: readonly Value[] = []) {
  const [chunk] = chunksOf([{id: 1, at: 0, document: {template, values}}])
  const {records, damage} = readChunk(chunk!)
  return {event: records[0]?.event, damage}
}
const holding = (type: number): Element => ({name: 'V', content: [{substitute: 0, type}]})
const hex = (type: number, bytes: string): Value => ({type, bytes: Buffer.from(bytes, 'hex')})

const written: readonly [what: string, value: Value, text: string][] = [
  ['text, which a zero ends', text('Zoë\0rest'), 'Zoë'],
  ['text of a western code page', hex(2, '5a6feb80'), 'Zoë€'],
  ['8 bits with a sign', hex(3, 'ff'), '-1'],
  ['8 bits', hex(4, 'ff'), '255'],
  ['16 bits with a sign', hex(5, 'feff'), '-2'],
  ['16 bits', hex(6, 'feff'), '65534'],
  ['32 bits with a sign', hex(7, '02000780'), '-2147024894'],
  ['32 bits', hex(8, '02000780'), '2147942402'],
  ['64 bits with a sign', hex(9, 'ffffffffffffffff'), '-1'],
  ['64 bits', hex(10, 'ffffffffffffffff'), '18446744073709551615'],
  ['single precision', hex(11, 'cdcccc3d'), '0.1'],
  ['double precision', hex(12, '000000000000f8bf'), '-1.5'],
  ['infinity', hex(12, '000000000000f07f'), '1.#INF'],
  ['no', hex(13, '00000000'), 'false'],
  ['yes', hex(13, '01000000'), 'true'],
  ['binary data', hex(14, '00ab'), '00AB'],
  ['a GUID', hex(15, '2596845478549449a5ba3e3b0328c30d'), '{54849625-5478-4994-a5ba-3e3b0328c30d}'],
  ['a size of 32 bits', hex(16, '10000000'), '0x10'],
  ['a size of 64 bits', hex(16, '0000000001000000'), '0x100000000'],
  [
    'a FILETIME',
    {type: 17, bytes: fileTime(Date.UTC(2026, 0, 2, 3, 4, 5, 6))},
    '2026-01-02T03:04:05.0060000Z',
  ],
  ['a SYSTEMTIME', hex(18, 'ea070100050002000300040005000600'), '2026-01-02T03:04:05.006Z'],
  ['a SID', {type: 19, bytes: sidBytes('S-1-5-21-1-2-4294967295-500')}, 'S-1-5-21-1-2-4294967295-500'],
  ['32 bits in hexadecimal', hex(20, '02000780'), '0x80070002'],
  ['64 bits in hexadecimal', hex(21, '0000000000002080'), '0x8020000000000000'],
  ['64 bits of which 32 say it', hex(21, 'e703000000000000'), '0x3e7'],
  ['no value', nothing, ''],
  ['a value of no size', hex(8, ''), ''],
]
for (const [what, value, expected] of written)
  test(`reads ${what}`, () => {
    const {event, damage} = read(holding(value.type), [value])
    assert.deepEqual(damage, [])
    assert.equal(event?.text, expected)
  })

test('a FILETIME is read to its last digit', () => {
  fc.assert(
    fc.property(fc.bigInt({min: 0n, max: 2n ** 64n - 1n}), (ticks) => {
      const bytes = Buffer.alloc(8)
      bytes.writeBigUInt64LE(ticks)
      const date = new Date(Number(ticks / 10_000n - 11_644_473_600_000n))
      const expected = date.toISOString().replace('Z', `${String(ticks % 10_000n).padStart(4, '0')}Z`)
      assert.equal(readFileTime(bytes, 0), expected)
    }),
  )
})

const wrong: readonly [what: string, value: Value][] = [
  ['32 bits in three bytes', hex(8, '000000')],
  ['a SID with more parts than bytes', hex(19, '0105000000000005')],
  ['a type that nobody knows', hex(0x7f, '00')],
  ['a list that ends within a member', hex(0x88, '0000000000')],
]
for (const [what, value] of wrong)
  test(`counts a record with ${what}`, () => {
    const {event, damage} = read(holding(value.type), [value])
    assert.equal(event, undefined)
    assert.deepEqual(
      damage.map(({kind, records}) => [kind, records]),
      [['record', 1]],
    )
  })

test('an element is repeated for each member of a list', () => {
  const template: Element = {
    name: 'E',
    content: [holding(0x81), {name: 'W', content: [{substitute: 1, type: 0x86}]}],
  }
  const {event} = read(template, [{...text('one\0two\0'), type: 0x81}, hex(0x86, '01000200')])
  assert.deepEqual(
    event?.children.map(({name, text: said}) => `${name} ${said}`),
    ['V one', 'V two', 'W 1', 'W 2'],
  )
  assert.equal(read({name: 'E', content: [holding(0x81)]}, [hex(0x81, '')]).event?.children.length, 1)
})

test('what depends on a value that is null is left out', () => {
  const element: Element = {
    name: 'E',
    attributes: {a: {substitute: 0, type: 1, optional: true}, b: {substitute: 1, type: 1, optional: true}},
    content: [
      {name: 'gone', depends: 0, content: [{substitute: 0, type: 1, optional: true}]},
      {name: 'there', depends: 1, content: [{substitute: 1, type: 1, optional: true}]},
      {name: 'empty', content: [{substitute: 0, type: 1, optional: true}]},
    ],
  }
  const {event} = read(element, [nothing, text('x')])
  assert.deepEqual(event?.attributes, {b: 'x'})
  assert.deepEqual(
    event?.children.map(({name, text: said}) => [name, said]),
    [
      ['there', 'x'],
      ['empty', ''],
    ],
  )
})

test('text is joined from all its pieces', () => {
  const content = [
    'a',
    {entity: 'lt'},
    {character: 65},
    {cdata: '<b>'},
    {entity: 'other'},
    {substitute: 0, type: 8},
  ]
  assert.equal(read({name: 'E', content}, [integer(8, 4, 7)]).event?.text, 'a<A<b>&other;7')
})

test('binary XML within values, with a template, without one, and within itself', () => {
  const hole = (substitute: number) => ({substitute, type: 33})
  const value = (document: Document): Value => ({type: 33, document})
  const inner = {template: {name: 'Inner', content: [{substitute: 0, type: 1}]}, values: [text('deep')]}
  const outer = {template: {name: 'Outer', content: [hole(0)]}, values: [value(inner)]}
  const plain = {element: {name: 'Plain', attributes: {n: '1'}, content: ['flat']}}
  const {event} = read({name: 'E', content: [hole(0), hole(1)]}, [value(outer), value(plain)])
  assert.equal(event?.children[0]?.children[0]?.text, 'deep')
  assert.deepEqual(event?.children[1], {name: 'Plain', attributes: {n: '1'}, children: [], text: 'flat'})
})
