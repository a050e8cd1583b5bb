import assert from 'node:assert/strict'
import {test} from 'node:test'
import fc from 'fast-check'
import {readEvent} from '../../src/codecs/event-xml.ts'
import {eventXml, type LoggedEvent} from '../../src/lab/state/event.ts'

const rendered = `<Event xmlns='http://schemas.microsoft.com/win/2004/08/events/event'><System>
<Provider Name='Microsoft-Windows-Security-Auditing' Guid='{54849625-5478-4994-a5ba-3e3b0328c30d}'/><EventID>6273</EventID>
<Version>1</Version><Level>0</Level><Task>12552</Task><TimeCreated SystemTime='2026-11-23T08:55:12.1234567Z'/>
<EventRecordID>210419</EventRecordID><Correlation/><Channel>Security</Channel><Computer>NPS01</Computer>
<Security UserID='S-1-5-20'/></System><EventData><Data Name='SubjectUserName'>kim &amp; lee</Data><Data Name='ReasonCode'>16</Data>
<Data>-</Data><Binary>00</Binary></EventData><RenderingInfo Culture='en-US'><Message>not read</Message></RenderingInfo></Event>`

test('reads an event as Windows renders it', () =>
  assert.deepEqual(readEvent(rendered), {
    provider: 'Microsoft-Windows-Security-Auditing',
    id: 6273,
    level: 0,
    at: '2026-11-23T08:55:12.123Z',
    channel: 'Security',
    computer: 'NPS01',
    recordId: 210419,
    user: 'S-1-5-20',
    data: [
      {name: 'SubjectUserName', text: 'kim & lee'},
      {name: 'ReasonCode', text: '16'},
      {name: null, text: '-'},
    ],
  }))

test('reads what a provider writes as it likes, and an event number with a qualifier', () => {
  const gateway = rendered
    .replace(
      /<EventData>.*<\/EventData>/s,
      "<UserData><EventInfo xmlns='aag'><Username>kim</Username><ErrorCode>23003</ErrorCode></EventInfo></UserData>",
    )
    .replace('<EventID>', "<EventID Qualifiers='49152'>")
  assert.deepEqual(readEvent(gateway)?.data, [
    {name: 'Username', text: 'kim'},
    {name: 'ErrorCode', text: '23003'},
  ])
  assert.equal(readEvent(gateway)?.id, 6273)
})

for (const [name, xml] of Object.entries({
  nothing: '',
  'another document': '<Events><Event/></Events>',
  'an event without a time': rendered.replace(/<TimeCreated[^>]*>/, ''),
  'an event at no time': rendered.replace('2026-11-23T', '2026-99-99T'),
  'an event without a number': rendered.replace('6273', ''),
  'an event cut off': rendered.slice(0, -20),
  'an event with a document type': `<!DOCTYPE Event [<!ENTITY a "b">]>${rendered}`,
  'an event of two megabytes': rendered.replace('kim', 'k'.repeat(2_000_000)),
  'an event of a hundred levels': rendered.replace('<Binary>', '<x>'.repeat(100)),
}))
  test(`${name} is no event`, () => assert.equal(readEvent(xml), null))

test('what the lab logs is read again', () => {
  const names = fc.constantFrom('SubjectUserName', 'ReasonCode', 'Reason')
  const event = fc.record({
    channel: fc.constantFrom('Security', 'System'),
    provider: fc.constantFrom('NPS', 'Schannel'),
    id: fc.nat(65_535),
    level: fc.nat(5),
    at: fc.date({min: new Date('2000-01-01'), max: new Date('2100-01-01'), noInvalidDate: true}),
    data: fc.oneof(
      fc.array(fc.string({unit: 'grapheme'})),
      fc.dictionary(names, fc.string({unit: 'grapheme'})),
    ),
  }) satisfies fc.Arbitrary<LoggedEvent>
  fc.assert(
    fc.property(event, (logged) => {
      const read = readEvent(eventXml(logged))
      const {channel, provider, id, level, at, data} = logged
      const fields = Array.isArray(data)
        ? data.map((text) => ({name: null, text}))
        : Object.entries(data).map(([name, text]) => ({name, text}))
      assert.deepEqual(
        {
          channel: read?.channel,
          provider: read?.provider,
          id: read?.id,
          level: read?.level,
          at: read?.at,
          data: read?.data,
        },
        {channel, provider, id, level, at: at.toISOString(), data: fields},
      )
    }),
    {numRuns: 200},
  )
})

test('no text breaks it, or takes long', () => {
  const piece = fc.constantFrom(
    '<',
    '>',
    '</',
    '/>',
    "='",
    '&',
    '&#',
    '<![CDATA[',
    '<Event>',
    '<System>',
    'x',
    ' ',
  )
  const cut = fc.nat(rendered.length).map((at) => rendered.slice(0, at))
  const mixed = fc
    .tuple(cut, fc.array(piece), fc.nat(rendered.length))
    .map(([a, b, c]) => a + b.join('') + rendered.slice(c))
  fc.assert(
    fc.property(fc.oneof(fc.string(), mixed), (text) => {
      const event = readEvent(text)
      assert.ok(event === null || Number.isInteger(event.id))
    }),
    {numRuns: 1_000},
  )
  for (const trap of ['<a ', '<', '&amp;', "a='", '<Data>']) {
    const started = performance.now()
    readEvent(trap.repeat(Math.floor(1_000_000 / trap.length)))
    assert.ok(performance.now() - started < 1_000, trap)
  }
})
