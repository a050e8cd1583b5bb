import assert from 'node:assert/strict'
import {describe, it} from 'node:test'
import fc from 'fast-check'
import {type LogRecord, LogText} from '../../src/codecs/nps-log/interpret.ts'
import {fromRecord} from '../../src/logs/from-record.ts'

const denied = (user: string, reason: number) =>
  `Network Policy Server denied access to a user.

Contact the Network Policy Server administrator for more information.

User:
	Security ID:			CONTOSO\\${user}
	Account Name:			${user}
	Account Domain:			CONTOSO
	Fully Qualified Account Name:	CONTOSO\\${user}

Client Machine:
	Security ID:			NULL SID
	Account Name:			-
	Fully Qualified Account Name:	-
	Called Station Identifier:		-
	Calling Station Identifier:		-

NAS:
	NAS IPv4 Address:		192.0.2.70
	NAS IPv6 Address:		-
	NAS Identifier:			-
	NAS Port-Type:			Virtual
	NAS Port:			-

RADIUS Client:
	Client Friendly Name:		VPN gateway
	Client IP Address:			192.0.2.70

Authentication Details:
	Connection Request Policy Name:	All
	Network Policy Name:		-
	Authentication Provider:		Windows
	Authentication Server:		NPS01.ad.contoso.example
	Authentication Type:		PAP
	EAP Type:			-
	Account Session Identifier:		-
	Logging Results:			Accounting information was written to the local log file.
	Reason Code:			${reason}
	Reason:				The connection request did not match any configured network policy.
`
const failed =
  'NPS Extension for Azure MFA:  CID: 5154ef5f-bac0-4757-b057-c1627cf7fcf6 :Exception in Authentication Ext for User lee :: ErrorCode:: CID :5154ef5f-bac0-4757-b057-c1627cf7fcf6 HTTPS_COMMUNICATION_ERROR Msg:: Unable to communicate with the MFA service. Enter ERROR_CODE @ https://go.microsoft.com/fwlink/?linkid=846827 for detailed troubleshooting steps.\n'

interface Shown {
  channel: string
  source: string
  id: number
  time: string
  text: string
}
const shown = (time: (minute: number) => string): Shown[] => [
  {
    channel: 'Security',
    source: 'Microsoft-Windows-Security-Auditing',
    id: 6273,
    time: time(0),
    text: denied('tom', 48),
  },
  {
    channel: 'Microsoft-AzureMfa-AuthZ/AuthZAdminCh',
    source: 'Microsoft-AzureMfa-AuthZ',
    id: 3,
    time: time(1),
    text: failed,
  },
  {
    channel: 'Security',
    source: 'Microsoft-Windows-Security-Auditing',
    id: 6273,
    time: time(2),
    text: denied('kim', 65),
  },
]

const wevtutil = (zone: 'Z' | '') =>
  shown((minute) => `2026-11-23T08:0${minute}:00.1230000${zone}`)
    .map(
      ({channel, source, id, time, text}, n) =>
        `Event[${n}]${zone ? '' : ':'}\n  Log Name: ${channel}\n  Source: ${source}\n  Date: ${time}\n  Event ID: ${id}\n  Task: N/A\n  Level: Error\n  Opcode: Info\n  Keyword: N/A\n  User: S-1-5-20\n  User Name: NT AUTHORITY\\NETWORK SERVICE\n  Computer: NPS01.ad.contoso.example\n  Description: \n${text}\n`,
    )
    .join('\n')
const viewer = (labels: readonly string[], xml = '') =>
  shown((minute) => `23.11.2026 08:0${minute}:00`)
    .map(({channel, source, id, time, text}) => {
      const values = [
        channel,
        source,
        time,
        id,
        'Network Policy Server',
        'Information',
        '',
        'N/A',
        'NPS01.ad.contoso.example',
        '',
      ]
      return `${labels.map((label, i) => `${label.padEnd(15)}${values[i]}`).join('\n')}\n${text}${xml}`
    })
    .join('\n')
const english = [
  'Log Name:',
  'Source:',
  'Date:',
  'Event ID:',
  'Task Category:',
  'Level:',
  'Keywords:',
  'User:',
  'Computer:',
  'Description:',
]
const german = [
  'Protokollname:',
  'Quelle:',
  'Datum:',
  'Ereignis-ID:',
  'Aufgabenkategorie:',
  'Ebene:',
  'Schlüsselwörter:',
  'Benutzer:',
  'Computer:',
  'Beschreibung:',
]

/** As PowerShell prints a list, cut at the width of its window. */
const property = (name: string, value: string, column: number, width: number) =>
  value
    .split('\n')
    .flatMap((line) => line.match(new RegExp(`.{1,${width - column}}`, 'g')) ?? [''])
    .map((line, i) => (i === 0 ? `${name.padEnd(column - 2)}: ${line}` : ' '.repeat(column) + line))
    .join('\n')
const list = (width: number) =>
  `\n${shown((minute) => `11/23/2026 8:0${minute}:00 AM`)
    .map(({source, id, time, text}) =>
      Object.entries({TimeCreated: time, ProviderName: source, Id: String(id), Message: text})
        .map(([name, value]) => property(name, value, 15, width))
        .join('\n'),
    )
    .join('\n\n')}\n\n`
const starred = `\n${shown((minute) => `11/23/2026 8:0${minute}:00 AM`)
  .map(({channel, source, id, time, text}) =>
    Object.entries({
      Message: text,
      Id: String(id),
      Version: '2',
      ProviderName: source,
      LogName: channel,
      MachineName: 'NPS01.ad.contoso.example',
      TimeCreated: time,
    })
      .map(([name, value]) => property(name, value, 23, 400))
      .join('\n'),
  )
  .join('\n\n')}\n`

function read(pieces: readonly string[]) {
  const text = new LogText()
  const records: LogRecord[] = []
  for (const piece of pieces) text.push(Buffer.from(piece), (record) => records.push(record))
  text.end((record) => records.push(record))
  const entries = records.flatMap((record) => fromRecord(record, (wall) => wall) ?? [])
  return {
    unreadable: text.unreadable,
    formats: [...text.formats],
    told: entries.map(({at, kind, user, nas, reason, code}) =>
      [new Date(at).toISOString().slice(11, 16), kind, user, nas, reason, code].join(' '),
    ),
  }
}

const expected = [
  '08:00 denied tom VPN gateway 48 ',
  '08:01 failed lee   HTTPS_COMMUNICATION_ERROR',
  '08:02 denied kim VPN gateway 65 ',
]
const forms: Readonly<Record<string, string>> = {
  'wevtutil /f:text': wevtutil('Z'),
  'an older wevtutil': wevtutil(''),
  'Event Viewer': viewer(english),
  'a German Event Viewer': viewer(german),
  'Format-List': list(400),
  'Format-List in a window of 100': list(100),
  'Format-List *': starred,
}

describe('events printed for people', () => {
  for (const [name, text] of Object.entries(forms))
    for (const [ends, written] of [
      ['\\n', text],
      ['\\r\\n', text.replaceAll('\n', '\r\n')],
    ] as const)
      it(`by ${name} are read, with ${ends}`, () =>
        assert.deepEqual(read([written]), {unreadable: 0, formats: ['event text'], told: expected}))
  it('are not counted twice where their XML follows', () => {
    const xml =
      'Event Xml:\n<Event xmlns="http://schemas.microsoft.com/win/2004/08/events/event">\n  <System>\n    <Provider Name="Microsoft-Windows-Security-Auditing" />\n    <EventID>6273</EventID>\n    <TimeCreated SystemTime="2026-11-23T08:00:00.0000000Z" />\n    <Channel>Security</Channel>\n  </System>\n  <EventData>\n    <Data Name="SubjectUserName">tom</Data>\n    <Data Name="ReasonCode">48</Data>\n  </EventData>\n</Event>'
    const {told, formats, unreadable} = read([viewer(english, xml)])
    assert.deepEqual([told.length, formats, unreadable], [3, ['event XML'], 0])
  })
  it('are read the same wherever the file is cut into pieces', () => {
    for (const text of Object.values(forms)) {
      const whole = read([text])
      fc.assert(
        fc.property(fc.array(fc.nat(text.length), {maxLength: 12}), (cuts) => {
          const places = [0, ...cuts.sort((a, b) => a - b), text.length]
          assert.deepEqual(read(places.slice(1).map((to, i) => text.slice(places[i]!, to))), whole)
        }),
        {numRuns: 20},
      )
    }
  })
  it('may be anything', () => {
    const parts = fc.constantFrom(
      ...Object.values(forms).flatMap((text) => text.match(/[\s\S]{1,60}/g) ?? []),
    )
    fc.assert(
      fc.property(fc.array(fc.oneof(parts, fc.string()), {maxLength: 80}), (pieces) => {
        assert.ok(read(pieces).told.length <= pieces.join('').length)
      }),
      {numRuns: 300},
    )
  })
  it('take no longer for traps than for logs', () => {
    const size = 4_000_000
    for (const trap of [
      'Event[0]:\n',
      'Event[',
      'a: b\n',
      'a: b\na: b\na: 11\na: 1\n',
      'Message : ',
      'TimeCreated : \n',
      'aa:',
      'ab: c\nab: c\nab: 123\nab: 1'.repeat(2),
    ]) {
      const text = trap.repeat(size / trap.length)
      const started = performance.now()
      read(Array.from({length: 4}, (_, i) => text.slice((i * size) / 4, ((i + 1) * size) / 4)))
      assert.ok(
        performance.now() - started < 4_000,
        `${JSON.stringify(trap)}: ${performance.now() - started} ms`,
      )
    }
  })
})
