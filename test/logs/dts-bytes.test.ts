import assert from 'node:assert/strict'
import {globSync, readFileSync} from 'node:fs'
import {it} from 'node:test'
import fc from 'fast-check'
import {looksLikeDts, readDts} from '../../src/codecs/nps-log/dts.ts'
import {type LogRecord, LogText} from '../../src/codecs/nps-log/interpret.ts'

const lines = globSync('fixtures/logs/*/*.log').flatMap(
  (file) => readFileSync(file, 'utf8').match(/^<Event>.*<\/Event>/gm) ?? [],
)

/** By the reader of text, which is given a byte a character. */
const byText = (line: string) => {
  const raw = Buffer.from(line).toString('latin1')
  return looksLikeDts(raw) ? readDts(raw) : null
}

function byBytes(text: string): unknown[] {
  const reader = new LogText()
  const records: unknown[] = []
  const take = (record: LogRecord) => records.push('accounting' in record ? record.accounting : record)
  reader.push(Buffer.from(text), take)
  reader.end(take)
  return records
}

it('lines that follow upon others are read as they are alone', () => {
  assert.ok(lines.length > 10)
  assert.deepEqual(byBytes(lines.join('\r\n')), lines.map(byText))
})

it('a line that was altered is read as it is now, not as those before it were', () => {
  const elements = lines.flatMap((line) => line.match(/<([\w-]+) data_type="\d">[^<]*<\/\1>/g) ?? [])
  const put = fc.oneof(
    fc.constantFrom(
      ...`"'<>/&=;: -\n09.`,
      'é',
      '&amp;',
      'Packet-Type',
      '11/31/2026',
      ...elements.slice(0, 40),
    ),
    fc.string({maxLength: 3}),
  )
  let compared = 0
  fc.assert(
    fc.property(
      fc.nat(lines.length - 1),
      fc.array(fc.tuple(fc.nat(), fc.nat(12), put), {minLength: 1, maxLength: 3}),
      (which, how) => {
        const line = lines[which]!
        const altered = how.reduce((text, [at, cut, put]) => {
          // Between two elements as often as anywhere.
          const place = at % 2 === 0 ? text.indexOf('><', at % text.length) + 1 : at % text.length
          return text.slice(0, place) + put + text.slice(place + (at % 2 === 0 ? 0 : cut))
        }, line)
        if (!/^<Event>(?:(?!<\/?Event>)[\s\S])*<\/Event>$/.test(altered)) return
        const expected = byText(altered)
        if (expected === null) return
        compared++
        assert.deepEqual(byBytes([line, altered, line].join('\n')), [line, altered, line].map(byText))
      },
    ),
    {numRuns: 3000},
  )
  assert.ok(compared > 300, `only ${compared} alterations left a line`)
})
