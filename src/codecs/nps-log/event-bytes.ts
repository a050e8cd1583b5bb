import {bytesOf, digits, equals, greaterThan, instantAt, lessThan, slash, space, standsAt} from './bytes.ts'
import {EventKinds, type Span} from './event-kinds.ts'
import {auditing, type LogEvent, npsFields} from './log-event.ts'
import {Names} from './names.ts'
import {nameAt, textAt} from './texts.ts'
import type {Piece} from './words.ts'

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
/** Windows keeps an event in 64 KB; in words it may be some times that. */
const longestWords = 262_144

/**
 * Reads events where they stand in the bytes of a file, if they are just as Windows writes them, up to their end, which it
 * finds, and without building a tree; gigabytes are read so. Null for others (other prefixes, comments,
 * character data sections, UserData), and the reader that builds one has to look at them.
 */
export class EventReader {
  readonly #kinds = new EventKinds()

  read(piece: Piece, from: number): {event: LogEvent; to: number} | null {
    const known = this.#kinds.read(piece, from)
    if (known) return known
    const {bytes} = piece
    const opening = openings.find((tag) => standsAt(bytes, from, tag))
    if (!opening) return null
    const reading = new EventBytes(piece, from + opening.length)
    const found = reading.read()
    if (found && reading.repeats) this.#kinds.learn(bytes, from, found.to, found.event, reading.spans)
    return found
  }
}

class EventBytes {
  readonly #bytes: Buffer
  readonly #to: number
  #at: number
  readonly #event: LogEvent = {provider: '', id: -1, channel: '', computer: '', at: Number.NaN, data: []}
  /** The values that another event of this kind may have otherwise, in their order. */
  readonly spans: Span[] = []
  /** Another of the kind can be told by its markup: nothing but values stands between. */
  repeats = true

  constructor({bytes, last}: Piece, from: number) {
    this.#bytes = bytes
    this.#at = from
    this.#to = last
  }

  read(): {event: LogEvent; to: number} | null {
    const whole = this.#passes(system) && this.#system() && (this.#passes(noData) || this.#data())
    const {id, at} = this.#event
    return whole && id >= 0 && !Number.isNaN(at) && this.#endsPlainly() && this.#at <= this.#to
      ? {event: this.#event, to: this.#at}
      : null
  }

  /** Goes behind what stands next, if it is that. */
  #passes(wanted: Uint8Array): boolean {
    this.#passBlank()
    return this.#passesFrom(this.#at, wanted)
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
    if (this.#at > this.#to || bytes[end + 1] !== slash || bytes[this.#at - 1] !== greaterThan) return false
    if (element === 'EventID') this.#event.id = end - begin > 6 ? -1 : digits(bytes, begin, end - begin)
    else if (element === 'Channel') this.#event.channel = nameAt(bytes, begin, end).trim()
    else if (element === 'Computer') this.#event.computer = nameAt(bytes, begin, end).trim()
    else this.#varies(begin, end, 'nothing')
    return this.#at < this.#to
  }

  /** ` Name='…'`, and no further blanks, behind which the name would not be known. */
  #attribute(element: string | undefined): boolean {
    const bytes = this.#bytes
    const name = this.#at + 1
    const nameEnd = this.#next(equals, name)
    const quote = bytes[nameEnd + 1]
    if ((quote !== 39 && quote !== 34) || bytes[name]! <= space || bytes[nameEnd - 1]! <= space) return false
    const begin = nameEnd + 2
    const end = this.#next(quote, begin)
    const key = element === undefined ? undefined : attributes.find(bytes, name, nameEnd)
    const time = element === 'TimeCreated' && key === 'SystemTime'
    if (element === 'Provider' && key === 'Name') this.#event.provider = nameAt(bytes, begin, end)
    else this.#varies(begin, end, time ? 'time' : 'nothing')
    if (time) this.#event.at = instantAt(bytes, begin, end)
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
      const named = nameEnd > name
      const known = named ? only?.find(bytes, name, nameEnd) : undefined
      const wanted = !named || only === null || known !== undefined
      const told = named ? (known ?? nameAt(bytes, name, nameEnd)) : null
      if (!empty) this.#varies(begin, end, wanted ? 'datum' : 'nothing', told)
      else if (wanted) this.repeats = false
      if (wanted) found.push({name: told, text: (named ? nameAt : textAt)(bytes, begin, end)})
    }
    return false
  }

  #varies(begin: number, end: number, holds: Span['holds'], name: string | null = null): void {
    this.spans.push({begin, end, holds, name})
  }

  /** Nothing follows but the event in words, which is not read, and its end. */
  #endsPlainly(): boolean {
    const end = this.#at
    for (let at = this.#next(lessThan, this.#at); at < this.#to; at = this.#next(lessThan, at + 1)) {
      const after = this.#bytes[at + 1]
      if (after === slash && this.#passesFrom(at, eventEnd)) {
        this.repeats &&= at === end
        return true
      }
      if (after === 33 || after === 63 || after === 69 || at - this.#at > longestWords) return false
    }
    return false
  }

  #passesFrom(at: number, wanted: Uint8Array): boolean {
    if (!standsAt(this.#bytes, at, wanted)) return false
    this.#at = at + wanted.length
    return true
  }
}
