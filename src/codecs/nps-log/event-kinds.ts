import {instantAt} from './bytes.ts'
import type {LogEvent} from './log-event.ts'
import {nameAt, textAt} from './texts.ts'
import {type Piece, type Words, wordsOf, wordsStandAt} from './words.ts'

/** A value in the bytes of an event that another event of its kind may have otherwise. */
export interface Span {
  begin: number
  end: number
  /** When it was logged, one of its data that is kept, or nothing that is read. */
  holds: 'time' | 'datum' | 'nothing'
  /** Of a datum: its name, if it has one. */
  name: string | null
}

interface Part extends Pick<Span, 'holds' | 'name'> {
  /** The markup before the value. */
  before: Words
  /** The byte that ends the value. */
  until: number
  /** The value that the first of this kind had, and what it says: most have a client, a policy and a server in common. */
  usual: Words
  /** That value, where it is kept. */
  datum: LogEvent['data'][number] | null
}

/** Events of one kind have the same markup, provider, number, channel and computer. */
interface EventKind {
  fixed: Pick<LogEvent, 'provider' | 'id' | 'channel' | 'computer'>
  parts: Part[]
  end: Words
}

/** So many kinds are told apart at a time, more than follow closely upon one another. */
const mostKinds = 8
/** Where nearly every event is of a kind of its own, learning costs more than it brings. */
const mostLearnt = 512

/**
 * Knows the kinds of events that were read before by their markup, so that the next of the same kind is read by going
 * once over its bytes.
 */
export class EventKinds {
  /** The one that was met last stands first. */
  readonly #kinds: EventKind[] = []
  #learnt = 0

  /** Null where the event is of no kind that is known. */
  read(piece: Piece, from: number): {event: LogEvent; to: number} | null {
    for (let i = 0; i < this.#kinds.length; i++) {
      const kind = this.#kinds[i]!
      const found = readAs(kind, piece, from)
      if (!found) continue
      // Those that come often stay among the first without the others being moved.
      this.#kinds[i] = this.#kinds[0]!
      this.#kinds[0] = kind
      return found
    }
    return null
  }

  learn(
    bytes: Buffer,
    from: number,
    to: number,
    {provider, id, channel, computer}: LogEvent,
    spans: readonly Span[],
  ): void {
    if (this.#learnt++ >= mostLearnt) return
    let at = from
    const parts = spans.map(({begin, end, holds, name}) => {
      const before = wordsOf(bytes, at, begin)
      const datum = holds === 'datum' ? {name, text: textAt(bytes, begin, end)} : null
      at = end
      return {before, until: bytes[end]!, holds, name, usual: wordsOf(bytes, begin, end), datum}
    })
    const end = wordsOf(bytes, at, to)
    this.#kinds.unshift({fixed: {provider, id, channel, computer}, parts, end})
    this.#kinds.splice(mostKinds)
  }
}

function readAs(
  {fixed: {provider, id, channel, computer}, parts, end}: EventKind,
  {bytes, view, last}: Piece,
  from: number,
): {event: LogEvent; to: number} | null {
  const data: LogEvent['data'] = []
  let [at, time] = [from, Number.NaN]
  for (const {before, until, holds, name, usual, datum} of parts) {
    const begin = at + before.length
    if (begin > last || !wordsStandAt(view, at, before)) return null
    at = begin + usual.length
    if (at < last && bytes[at] === until && wordsStandAt(view, begin, usual)) {
      if (datum) data.push(datum)
      else if (holds === 'time') time = instantAt(bytes, begin, at)
      continue
    }
    at = begin
    while (bytes[at] !== until && at < last) at++
    if (holds === 'time') time = instantAt(bytes, begin, at)
    else if (holds === 'datum')
      data.push({name, text: name === null ? textAt(bytes, begin, at) : nameAt(bytes, begin, at)})
  }
  const to = at + end.length
  if (to > last || Number.isNaN(time) || !wordsStandAt(view, at, end)) return null
  return {event: {provider, id, channel, computer, at: time, data}, to}
}
