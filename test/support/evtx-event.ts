// Events as Windows writes them into a log: one template for System, the data as binary XML within.
import {readFileSync} from 'node:fs'
import {readEvent, type WindowsEvent} from '../../src/codecs/event-xml.ts'
import {chunksOf, type Element, fileTime, type Piece, type Record_, type Value} from './evtx-writer.ts'

const value = (index: number, type: number, optional = true): Piece => ({substitute: index, type, optional})
const leaf = (name: string, index: number, type: number): Element => ({
  name,
  depends: index,
  content: [value(index, type)],
})

const system: Element = {
  name: 'Event',
  attributes: {xmlns: 'http://schemas.microsoft.com/win/2004/08/events/event'},
  content: [
    {
      name: 'System',
      content: [
        {name: 'Provider', attributes: {Name: value(0, 1)}},
        leaf('EventID', 1, 6),
        leaf('Level', 2, 4),
        {name: 'Keywords', depends: 3, content: [value(3, 0x15)]},
        {name: 'TimeCreated', attributes: {SystemTime: value(4, 0x11)}},
        leaf('EventRecordID', 5, 10),
        {name: 'Correlation', attributes: {ActivityID: value(6, 0x0f)}},
        {name: 'Execution', attributes: {ProcessID: value(7, 8), ThreadID: value(8, 8)}},
        leaf('Channel', 9, 1),
        leaf('Computer', 10, 1),
        {name: 'Security', attributes: {UserID: value(11, 0x13)}},
      ],
    },
    value(12, 0x21),
  ],
}

/** Templates of data by their names: what a manifest of a provider declares. */
const templates = new Map<string, Element>()
function dataTemplate(names: readonly (string | null)[]): Element {
  const key = JSON.stringify(names)
  const template = templates.get(key) ?? {
    name: 'EventData',
    content: names.map((name, index) => ({
      name: 'Data',
      ...(name === null ? {} : {attributes: {Name: name}}),
      content: [value(index, 1, false)],
    })),
  }
  templates.set(key, template)
  return template
}

export const nothing: Value = {type: 0, bytes: Buffer.alloc(0)}
export const text = (written: string): {type: number; bytes: Buffer} => ({
  type: 1,
  bytes: Buffer.from(written, 'utf16le'),
})
export const integer = (type: number, size: number, number: number): Value => {
  const bytes = Buffer.alloc(8)
  bytes.writeBigInt64LE(BigInt(number))
  return {type, bytes: bytes.subarray(0, size)}
}

/** S-1-authority-… in its binary form. */
export function sidBytes(sid: string): Buffer {
  const [, , authority, ...parts] = sid.split('-').map(Number)
  const bytes = Buffer.alloc(8 + 4 * parts.length)
  bytes[0] = 1
  bytes[1] = parts.length
  bytes.writeUIntBE(authority!, 2, 6)
  for (const [index, part] of parts.entries()) bytes.writeUInt32LE(part, 8 + 4 * index)
  return bytes
}

/** The records of such events, numbered where they have no number. */
export const eventRecords = (events: readonly WindowsEvent[]): Record_[] =>
  events.map((event, index) => {
    const id = event.recordId ?? index + 1
    const at = Date.parse(event.at)
    const data = event.data.map((piece) => text(piece.text))
    const names = event.data.map(({name}) => name)
    const values: Value[] = [
      text(event.provider),
      integer(6, 2, event.id),
      integer(4, 1, event.level),
      integer(0x15, 8, 0x80_0000_0000_0000),
      {type: 0x11, bytes: fileTime(at)},
      integer(10, 8, id),
      nothing,
      integer(8, 4, 1234),
      integer(8, 4, 5678),
      text(event.channel),
      text(event.computer),
      event.user === null ? nothing : {type: 0x13, bytes: sidBytes(event.user)},
      {type: 0x21, document: {template: dataTemplate(names), values: data}},
    ]
    return {id, at, document: {template: system, values}}
  })

/** What an export in XML is in Windows' own format, each of its records so many times over. */
export function asEvtx(file: string, times = 1): Buffer[] {
  const events = readFileSync(file, 'utf8')
    .split(/(?<=<\/Event>)/)
    .flatMap((xml) => readEvent(xml.trim()) ?? [])
  const all = Array.from({length: times}, () => events).flat()
  return chunksOf(eventRecords(all.map((event, index) => ({...event, recordId: index + 1}))))
}
