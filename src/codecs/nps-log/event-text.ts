import {worded} from './event-message.ts'
import type {LogEvent} from './log-event.ts'

/** An event as a program prints it for people; `time` is as it stands there. */
export interface PrintedEvent extends Omit<LogEvent, 'at'> {
  time: string
}

/** How one program prints events: what begins one, and what ends it. */
export interface PrintedStyle {
  begins: RegExp
  ends: RegExp
  read(block: string): PrintedEvent | null
}

// "Log Name: …", "Source: …", "Date: …", "Event ID: 6273"; the labels are translated, their order is not.
const head = String.raw`[^\n:,;"]{2,40}:[^\n]{1,200}\n[^\n:]{2,40}:[^\n]{1,200}\n[^\n:]{2,40}:[^\n]{0,30}\d{2}[^\n]{1,40}\n[^\n:]{2,40}:[ \t]{1,40}\d{1,6}[ \t\r]{0,4}\n`
const list = (first: string): PrintedStyle => ({
  begins: new RegExp(`${first} {0,30}: `, 'y'),
  ends: new RegExp(`\n(?=${first} {0,30}: )`, 'g'),
  read: readList,
})

/** `wevtutil qe … /f:text`; Event Viewer's “Copy”, which adds the XML; `Get-WinEvent | Format-List`, and with `*`. */
export const printedStyles: readonly PrintedStyle[] = [
  {
    begins: /Event\[\d{1,9}\]:?[ \t]{0,8}\r?\n/y,
    ends: /\n(?=Event\[\d{1,9}\]:?[ \t]{0,8}\r?\n)/g,
    read: (block) => readHeaded(block.slice(block.indexOf('\n') + 1), 12),
  },
  {
    begins: new RegExp(head, 'y'),
    ends: new RegExp(`\n(?=<Event[ >]|${head})`, 'g'),
    read: (block) => readHeaded(block, 10),
  },
  list('TimeCreated'),
  list('Message'),
]

/** So many characters decide what a text is. */
export const printedHead = 1_024
/** May become one of these when more of it has come. */
export const mayBePrinted = (start: string): boolean =>
  /^(?:Event\[|(?:TimeCreated|Message) {0,30}(?:$|:)|[^\n:,;"\t]{2,40}:)/.test(start)

const styleOf = (start: string) =>
  printedStyles.find(({begins}) => {
    begins.lastIndex = 0
    return begins.test(start)
  })
/** What ends the printed event that begins so; null where none does. */
export const printedEnd = (start: string): RegExp | null => styleOf(start)?.ends ?? null

/** The event of one such text; null for what is none. */
export const readPrinted = (block: string): PrintedEvent | null => styleOf(block)?.read(block) ?? null

const made = (time: string, provider: string, id: string, channel: string, computer: string, text: string) =>
  /^\d{1,6}$/.test(id) ? {time, ...worded(provider, Number(id), channel || undefined, computer, text)} : null

/** So many labels with values, of which the last is the description; the computer stands before it. */
function readHeaded(block: string, labels: number): PrintedEvent | null {
  const values: string[] = []
  let at = 0
  while (values.length < labels && at < block.length) {
    const newline = block.indexOf('\n', at)
    const line = block.slice(at, newline < 0 ? block.length : newline)
    const colon = line.indexOf(':')
    if (colon < 0) break
    values.push(line.slice(colon + 1).trim())
    at = newline < 0 ? block.length : newline + 1
  }
  const [channel = '', provider = '', time = '', id = ''] = values
  const described = values.length === labels
  const text = described ? [values.at(-1), block.slice(at)].filter(Boolean).join('\n') : block.slice(at)
  return made(time, provider, id, channel, described ? values.at(-2)! : '', text)
}

const property = /^([A-Z]\w{1,30}) {0,30}: ?/

/** Properties of their own lines; what goes on stands under the value. */
function readList(block: string): PrintedEvent | null {
  const found = new Map<string, string[]>()
  const lines = block.split(/\r?\n/, 2_000)
  const width = Math.max(...lines.map(({length}) => length))
  let value: string[] = []
  let indent = 0
  for (const line of lines) {
    const [label, name] = property.exec(line) ?? []
    if (label === undefined || name === undefined) value.push(line.slice(indent))
    else {
      indent = label.length
      value = [line.slice(indent)]
      if (!found.has(name)) found.set(name, value)
    }
  }
  const one = (name: string) => found.get(name)?.join('').trim() ?? ''
  const message = found.get('Message') ?? []
  const provider = one('ProviderName')
  // Only there a line may be cut in the middle, at the width of the window, for the others' texts have short lines.
  const wrapped = !/security-auditing/i.test(provider)
  const text = message
    .map((line) => (wrapped && line.length + indentOf(block) >= width ? line : `${line}\n`))
    .join('')
  return made(one('TimeCreated'), provider, one('Id'), one('LogName'), one('MachineName'), text)
}

const indentOf = (block: string) => /^Message {0,30}: ?/m.exec(block)?.[0].length ?? 0
