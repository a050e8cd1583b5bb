import {
  bytesOf,
  clockAt,
  digits,
  equals,
  greaterThan,
  lessThan,
  milliseconds,
  slash,
  space,
  standsAt,
} from './bytes.ts'
import {auditing, type LogEvent, npsFields} from './log-event.ts'
import {Names} from './names.ts'
import {nameAt, textAt} from './texts.ts'

const openings = [`<Event xmlns='`, `<Event xmlns="`].map((start) =>
  bytesOf(`${start}http://schemas.microsoft.com/win/2004/08/events/event${start.at(-1)}>`),
)
const system = bytesOf('<System>')
const systemEnd = bytesOf('</System>')
const data = bytesOf('<EventData>')
const noData = bytesOf('<EventData/>')
const dataEnd = bytesOf('</EventData>')
const datum = bytesOf('<Data')
const datumEnd = bytesOf('</Data>')
const nameIs = bytesOf(' Name=')
const eventEnd = bytesOf('</Event>')
const inSystem = new Names(
  (['Provider', 'EventID', 'TimeCreated', 'Channel', 'Computer'] as const).map((name) => [name, name]),
)
const attributes = new Names((['Name', 'SystemTime'] as const).map((name) => [name, name]))
const npsNames = new Names(npsFields.map((name) => [name, name]))

/** More than any event has. */
const mostData = 4_096

/**
 * Reads an event where it stands in the bytes of a file, if it is just as Windows writes it, without building a tree of
 * it; gigabytes are read so. Null where it is not (other prefixes, comments, character data sections, UserData), and the
 * reader that builds one has to look at it.
 */
export function readEventBytes(bytes: Buffer, from: number, to: number): LogEvent | null {
  const opening = openings.find((tag) => standsAt(bytes, from, tag))
  return opening ? new EventBytes(bytes, from + opening.length, to).read() : null
}

class EventBytes {
  readonly #bytes: Buffer
  readonly #to: number
  #at: number
  readonly #event: LogEvent = {provider: '', id: -1, channel: '', computer: '', at: Number.NaN, data: []}

  constructor(bytes: Buffer, from: number, to: number) {
    this.#bytes = bytes
    this.#at = from
    this.#to = to
  }

  read(): LogEvent | null {
    const whole = this.#passes(system) && this.#system() && (this.#passes(noData) || this.#data())
    const {id, at} = this.#event
    return whole && id >= 0 && !Number.isNaN(at) && this.#endsPlainly() ? this.#event : null
  }

  /** Goes behind what stands next, if it is that. */
  #passes(wanted: Uint8Array): boolean {
    this.#passBlank()
    if (!standsAt(this.#bytes, this.#at, wanted)) return false
    this.#at += wanted.length
    return true
  }

  #passBlank(): void {
    const bytes = this.#bytes
    for (;;) {
      const byte = bytes[this.#at]
      if (byte !== space && byte !== 13 && byte !== 10 && byte !== 9) return
      this.#at++
    }
  }

  /** The place of the next such byte, or the end. */
  #next(byte: number, from: number): number {
    const [bytes, to] = [this.#bytes, this.#to]
    let at = from
    while (at < to && bytes[at] !== byte) at++
    return at
  }

  #system(): boolean {
    while (!this.#passes(systemEnd)) if (!this.#child()) return false
    return true
  }

  /** An element of System, in which there is no other. */
  #child(): boolean {
    const bytes = this.#bytes
    if (bytes[this.#at] !== lessThan) return false
    const name = this.#at + 1
    let nameEnd = name
    while (bytes[nameEnd]! > greaterThan) nameEnd++
    const element = inSystem.find(bytes, name, nameEnd)
    this.#at = nameEnd
    while (bytes[this.#at] === space) if (!this.#attribute(element)) return false
    if (bytes[this.#at] === slash) return bytes[++this.#at] === greaterThan && ++this.#at < this.#to
    if (bytes[this.#at] !== greaterThan) return false
    const begin = this.#at + 1
    const end = this.#next(lessThan, begin)
    this.#at = end + 3 + nameEnd - name
    if (bytes[end + 1] !== slash || bytes[this.#at - 1] !== greaterThan) return false
    if (element === 'EventID') this.#event.id = end - begin > 6 ? -1 : digits(bytes, begin, end - begin)
    else if (element === 'Channel') this.#event.channel = nameAt(bytes, begin, end).trim()
    else if (element === 'Computer') this.#event.computer = nameAt(bytes, begin, end).trim()
    return this.#at < this.#to
  }

  /** ` Name='…'` */
  #attribute(element: string | undefined): boolean {
    const bytes = this.#bytes
    const name = this.#at + 1
    const nameEnd = this.#next(equals, name)
    const quote = bytes[nameEnd + 1]
    if (quote !== 39 && quote !== 34) return false
    const begin = nameEnd + 2
    const end = this.#next(quote, begin)
    const key = element === undefined ? undefined : attributes.find(bytes, name, nameEnd)
    if (element === 'Provider' && key === 'Name') this.#event.provider = nameAt(bytes, begin, end)
    else if (element === 'TimeCreated' && key === 'SystemTime') this.#event.at = instantAt(bytes, begin, end)
    this.#at = end + 1
    return this.#at < this.#to
  }

  #data(): boolean {
    if (!this.#passes(data)) return standsAt(this.#bytes, this.#at, eventEnd)
    const {data: found, provider} = this.#event
    const only = provider === auditing ? npsNames : null
    for (let count = 0; count < mostData; count++) {
      if (this.#passes(dataEnd)) return true
      if (!this.#passes(datum)) return false
      const bytes = this.#bytes
      let [name, nameEnd] = [this.#at, this.#at]
      if (standsAt(bytes, name, nameIs)) {
        name += nameIs.length + 1
        nameEnd = this.#next(bytes[name - 1]!, name)
        this.#at = nameEnd + 1
      }
      const empty = bytes[this.#at] === slash
      if (empty) this.#at++
      if (bytes[this.#at++] !== greaterThan) return false
      const begin = this.#at
      const end = empty ? begin : this.#next(lessThan, begin)
      this.#at = end
      if (!empty && !this.#passes(datumEnd)) return false
      if (nameEnd === name) found.push({name: null, text: textAt(bytes, begin, end)})
      else if (only === null || only.find(bytes, name, nameEnd))
        found.push({name: nameAt(bytes, name, nameEnd), text: nameAt(bytes, begin, end)})
    }
    return false
  }

  /** Nothing follows but the event in words, which is not read. */
  #endsPlainly(): boolean {
    const last = this.#to - eventEnd.length
    for (let at = this.#next(lessThan, this.#at); at < last; at = this.#next(lessThan, at + 1)) {
      const after = this.#bytes[at + 1]
      if (after === 33 || after === 63 || after === 69) return false
    }
    return this.#at <= last
  }
}

/** "2026-11-23T08:15:02.1234567Z" */
function instantAt(bytes: Uint8Array, from: number, to: number): number {
  const length = to - from
  const fraction = length < 24 ? 0 : digits(bytes, from + 20, 3)
  if (length < 20 || length === 21 || length === 22 || length === 23 || length > 30) return Number.NaN
  if (fraction < 0 || bytes[to - 1] !== 90 || bytes[from + 10] !== 84) return Number.NaN
  const [year, month, day] = [digits(bytes, from, 4), digits(bytes, from + 5, 2), digits(bytes, from + 8, 2)]
  return milliseconds(year, month, day, clockAt(bytes, from + 11) + fraction)
}
