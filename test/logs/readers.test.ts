import assert from 'node:assert/strict'
import {readFileSync} from 'node:fs'
import {describe, it} from 'node:test'
import fc from 'fast-check'
import {Framer} from '../../src/codecs/nps-log/frames.ts'
import {type LogRecord, LogText} from '../../src/codecs/nps-log/interpret.ts'
import {localTime, orderOf} from '../../src/codecs/nps-log/local-time.ts'
import {fromRecord} from '../../src/logs/from-record.ts'

const samples = [
  '1-certificate-expired/security.xml',
  '3-shared-secret/IN2611.log',
  '4-gateway-timeout/gateway.xml',
].map((file) => readFileSync(`fixtures/logs/${file}`, 'utf8'))

function read(pieces: readonly string[]) {
  const text = new LogText()
  const records: LogRecord[] = []
  for (const piece of pieces) text.push(Buffer.from(piece), (record) => records.push(record))
  text.end((record) => records.push(record))
  for (const record of records) fromRecord(record, (wall) => wall)
  return {records, unreadable: text.unreadable}
}

describe('the readers of logs', () => {
  it('read the same wherever the file is cut into pieces', () => {
    for (const sample of samples) {
      const whole = read([sample])
      fc.assert(
        fc.property(fc.array(fc.nat(sample.length), {maxLength: 12}), (cuts) => {
          const places = [0, ...cuts.sort((a, b) => a - b), sample.length]
          assert.deepEqual(read(places.slice(1).map((to, i) => sample.slice(places[i]!, to))), whole)
        }),
        {numRuns: 30},
      )
    }
  })
  it('survive any text', () => {
    const fragments = fc.constantFrom(
      '<Event>',
      '</Event>',
      '<Event xmlns="x">',
      '<System>',
      '</System>',
      '"',
      '\n',
      ',',
      '\t',
      '<!DOCTYPE x [',
      '<!ENTITY a "b">',
      '&a;',
      '<Data Name=',
      '"NPS01","IAS",11/',
      '192.0.2.1,x,11/23/2026,08:00:00,',
      '23.11.2026 08:00:00',
      '6273',
    )
    fc.assert(
      fc.property(fc.array(fc.oneof(fragments, fc.string()), {maxLength: 60}), (parts) => {
        const {records, unreadable} = read(parts)
        assert.ok(records.length + unreadable <= parts.join('').length + 1)
      }),
      {numRuns: 500},
    )
  })
  it('take no longer for traps than for logs', () => {
    const size = 4_000_000
    const traps = [
      '<Event ',
      '<Event>',
      '"',
      '"\n',
      '<Events ',
      '<!ENTITY a "&a;&a;">',
      'a,',
      '<Event><a>',
      '\n',
      '192.0.2.1,',
    ]
    for (const trap of traps) {
      const text = trap.repeat(size / trap.length)
      const started = performance.now()
      const pieces = Array.from({length: 4}, (_, i) => text.slice((i * size) / 4, ((i + 1) * size) / 4))
      read(pieces)
      assert.ok(
        performance.now() - started < 4000,
        `${JSON.stringify(trap)}: ${performance.now() - started} ms`,
      )
    }
  })
  it('keep no more than a record of what does not end', () => {
    const framer = new Framer()
    let frames = 0
    const reader = {common: () => -1, frame: () => frames++}
    for (let i = 0; i < 64; i++) {
      framer.add(Buffer.from(`<Event>${'x'.repeat(262_144)}`))
      framer.read(reader)
    }
    framer.add(null)
    framer.read(reader)
    assert.ok(frames < 64)
  })
})

describe('localised dates', () => {
  for (const [text, order, expected] of [
    ['23.11.2026 08:15:02', 'dmy', '2026-11-23T08:15:02'],
    ['11/23/2026 8:15:02 PM', 'mdy', '2026-11-23T20:15:02'],
    ['23/11/2026 08:15:02', 'dmy', '2026-11-23T08:15:02'],
    ['2026-11-23 08:15:02', 'ymd', '2026-11-23T08:15:02'],
    ['2026/11/23 8:15:02', 'ymd', '2026-11-23T08:15:02'],
    ['11/23/2026 12:15:02\u202fAM', 'mdy', '2026-11-23T00:15:02'],
  ] as const)
    it(`${text} is ${expected}`, () => {
      assert.equal(orderOf(text), order)
      assert.equal(new Date(localTime(text, order)).toISOString().slice(0, 19), expected)
    })
  it('04/05/2026 could be either', () => assert.equal(orderOf('04/05/2026 08:15:02'), null))
})
