import assert from 'node:assert/strict'
import {globSync, readFileSync} from 'node:fs'
import {it} from 'node:test'
import fc from 'fast-check'
import {readEvent} from '../../src/codecs/event-xml.ts'
import {type LogRecord, LogText} from '../../src/codecs/nps-log/interpret.ts'
import {logEvent} from '../../src/codecs/nps-log/log-event.ts'
import {fromRecord} from '../../src/logs/from-record.ts'

const events = globSync('fixtures/logs/*/*.xml').flatMap(
  (file) => readFileSync(file, 'utf8').match(/<Event [\s\S]*?<\/Event>/g) ?? [],
)
const told = (record: LogRecord) => fromRecord(record, (wall) => wall)

/** By the reader that builds a tree of every event. */
const byTree = (xml: string) => {
  const event = readEvent(xml)
  return event && told({format: 'event XML', event: logEvent(event)})
}

function byBytes(xml: string): unknown[] {
  const text = new LogText()
  const entries: unknown[] = []
  const take = (record: LogRecord) => entries.push(told(record))
  text.push(Buffer.from(xml), take)
  text.end(take)
  return entries
}

it('events that follow upon others of their kind are read as they are alone', () => {
  assert.deepEqual(byBytes(events.join('\r\n')), events.map(byTree))
})

it('blanks around the name of an attribute change nothing', () => {
  const start = "<Provider Name='Microsoft-Windows-Security-Auditing"
  const event = events.find((xml) => xml.includes(start) && byTree(xml) !== null)!
  for (const blank of ['Provider \nName=', 'Provider  Name=', 'Provider Name ='])
    assert.deepEqual(byBytes(event.replace('Provider Name=', blank)), [byTree(event)], blank)
})

it('an event that was altered is read as it is now, not as others of its kind were', () => {
  const letters = fc.constantFrom(
    ...`"'<>/&=;: -\nAz09.`,
    'é',
    'Name',
    '&amp;',
    '&#13;',
    '<Data/>',
    ' xmlns="x"',
  )
  const alteration = fc.tuple(fc.nat(), fc.nat(3), letters)
  let compared = 0
  fc.assert(
    fc.property(
      fc.nat(events.length - 1),
      fc.array(alteration, {minLength: 1, maxLength: 3}),
      (which, how) => {
        const event = events[which]!
        const altered = how.reduce((xml, [at, cut, put]) => {
          const place = at % xml.length
          return xml.slice(0, place) + put + xml.slice(place + cut)
        }, event)
        if (altered.match(/<\/?Event[ >]/g)?.length !== 2 || !/^<Event [\s\S]*<\/Event>$/.test(altered))
          return
        const expected = readEvent(altered)
        if (expected === null) return
        compared++
        assert.deepEqual(byBytes([event, altered, event].join('\n')), [event, altered, event].map(byTree))
      },
    ),
    {numRuns: 3000},
  )
  assert.ok(compared > 300, `only ${compared} alterations left an event`)
})
