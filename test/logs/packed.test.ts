import assert from 'node:assert/strict'
import {it} from 'node:test'
import fc from 'fast-check'
import {entry, type LogEntry} from '../../src/logs/entry.ts'
import {Packer, Unpacker} from '../../src/logs/packed.ts'

const text = fc.option(fc.oneof(fc.constantFrom('alice', 'bob', ''), fc.string({unit: 'grapheme'})))
const number = fc.option(fc.integer())
const told: fc.Arbitrary<LogEntry> = fc
  .record({
    at: fc.integer({min: 0, max: 8.64e15}),
    kind: fc.constantFrom('request', 'granted', 'event'),
    source: fc.constantFrom('security', 'extension', 'accounting'),
    trait: fc.constantFrom(null, 'key-expired', 'harmless'),
    ...{
      server: text,
      user: text,
      domain: text,
      nas: text,
      address: text,
      thread: text,
      code: text,
      key: text,
    },
    ...{method: text, policy: text, reason: number, aadsts: number, handle: number},
  })
  .map((fields) => ({...entry(0, 'event', 'system'), ...fields}))

function packed(packer: Packer, entries: readonly LogEntry[]) {
  for (const one of entries) packer.add(one)
  return packer.take()
}

const entriesOf = (some: Iterator<LogEntry[], undefined>) => [...{[Symbol.iterator]: () => some}].flat()

it('entries come out as they went in, batch after batch', () => {
  fc.assert(
    fc.property(fc.array(fc.array(told, {maxLength: 200}), {maxLength: 5}), (batches) => {
      const [packer, unpacker] = [new Packer(), new Unpacker()]
      for (const batch of batches) {
        const unpacked = unpacker.unpack(structuredClone(packed(packer, batch)))
        assert.deepEqual(entriesOf(unpacked), batch)
      }
    }),
  )
})

it('more names than can be remembered are still told apart', () => {
  const [packer, unpacker] = [new Packer(), new Unpacker()]
  const users: (string | null)[] = []
  for (let i = 0; i < 60; i++) {
    const batch = Array.from({length: 1000}, (_, n) => {
      const one = entry(n, 'request', 'accounting')
      one.user = `user${i * 1000 + n}`
      return one
    })
    const sent = packed(packer, batch)
    assert.ok(sent.texts.length <= 1002, 'a name is sent once')
    users.push(...entriesOf(unpacker.unpack(sent)).map(({user}) => user))
  }
  // Told by the first that is wrong: a comparison of all of them would take minutes to print.
  assert.equal(
    users.findIndex((user, n) => user !== `user${n}`),
    -1,
  )
})
