import {longestEvent} from './event-scan.ts'
import {mayBePrinted, printedEnd, printedHead} from './event-text.ts'
import {looksLikeIas} from './ias.ts'
import {looksLikeOdbc} from './odbc.ts'

/** A record of a log, still as text: an XML event, one printed for people, a line of its own, a row that quotes may carry over lines. */
export interface Frame {
  kind: 'event' | 'printed' | 'line' | 'row' | 'broken'
  text: string
}

/** A row of a text export at its longest; beyond it a quote is taken for a stray one. */
const longestRow = 131_072
const blank = /[ \t\r\n\0\ufeff]*/y
const wrapper = /^<(?:\?xml|\/?Events?\b|\/?QueryList|!--)/
const endTag = '</Event>'
const none = Number.POSITIVE_INFINITY

/**
 * Cuts the text of a log into its records; formats may change from record to record, as where NPS was set to another.
 * Every character is looked at a bounded number of times, whatever stands there.
 */
export class Framer {
  #text = ''
  #last = false
  #frames: Frame[] = []
  /** Up to here in the rest there is no end of an event. */
  #searched = 0
  /** Where the next quote is, once it was looked for. */
  #quote = -1

  /** The records that are whole once this piece has come. */
  push(piece: string): Frame[] {
    this.#text = this.#text === '' ? piece : this.#text + piece
    return this.#cut()
  }

  /** What is left at the end of the file: a last line without its line break, or half a record. */
  end(): Frame[] {
    this.#last = true
    return this.#cut()
  }

  #cut(): Frame[] {
    const text = this.#text
    this.#frames = []
    this.#quote = -1
    let at = 0
    for (;;) {
      blank.lastIndex = at
      blank.test(text)
      at = blank.lastIndex
      if (at >= text.length) break
      const end = text[at] === '<' ? this.#markup(at) : this.#plain(at)
      if (end < 0) break
      this.#searched = 0
      at = end
    }
    this.#text = text.slice(at)
    return this.#frames
  }

  #keep(kind: Frame['kind'], from: number, to: number): number {
    const text =
      kind === 'broken' ? this.#text.slice(from, Math.min(to, from + 200)) : this.#text.slice(from, to)
    this.#frames.push({kind, text: kind === 'event' ? text : text.trimEnd()})
    return to
  }

  /** Waits for more, unless there is no more, or already more than a record may have. */
  #wait(at: number, longest: number): number {
    const all = this.#text.length
    return this.#last || all - at > longest ? this.#keep('broken', at, all) : -1
  }

  /** The place after the element at `at`, or -1 where it has not come whole. */
  #markup(at: number): number {
    const text = this.#text
    if (text.length - at < 8 && !this.#last) return -1
    if (!text.startsWith('<Event>', at) && !text.startsWith('<Event ', at)) return this.#aside(at)
    const close = text.indexOf(endTag, at + Math.max(0, this.#searched - endTag.length))
    if (close >= 0) return this.#keep('event', at, close + endTag.length)
    this.#searched = text.length - at
    return this.#wait(at, longestEvent)
  }

  /** What stands around events; a declaration is not followed. */
  #aside(at: number): number {
    const text = this.#text
    if (!wrapper.test(text.slice(at, at + 12))) return this.#line(at, 'broken')
    const close = text.indexOf('>', at)
    return close < 0 ? this.#wait(at, longestRow) : close + 1
  }

  #line(at: number, kind: Frame['kind']): number {
    const newline = this.#text.indexOf('\n', at)
    if (newline >= 0) return this.#keep(kind, at, newline)
    return this.#last ? this.#keep(kind, at, this.#text.length) : this.#wait(at, longestRow)
  }

  #plain(at: number): number {
    const start = this.#text.slice(at, at + 400)
    if (looksLikeOdbc(start) || looksLikeIas(start)) return this.#line(at, 'line')
    return mayBePrinted(start) ? this.#printed(at) : this.#row(at)
  }

  /** An event printed for people goes on to the next one; where its XML follows, that says the same. */
  #printed(at: number): number {
    const text = this.#text
    const short = text.length - at < printedHead && !this.#last
    const ends = short ? null : printedEnd(text.slice(at, at + printedHead))
    if (ends === null) return short ? -1 : this.#row(at)
    ends.lastIndex = at
    const found = ends.exec(text)
    if (!found) {
      if (this.#last) return this.#keep('printed', at, text.length)
      return text.length - at > longestRow ? this.#line(at, 'broken') : -1
    }
    const next = found.index + 1
    return text[next] === '<' ? next : this.#keep('printed', at, next)
  }

  /** A row ends at the first line break outside of quotes. */
  #row(at: number): number {
    const text = this.#text
    let [from, quoted] = [at, false]
    for (;;) {
      const newline = text.indexOf('\n', from)
      const to = newline < 0 ? text.length : newline
      for (let q = this.#quoteFrom(from); q < to; q = this.#quoteFrom(q + 1)) quoted = !quoted
      if (!quoted && (newline >= 0 || this.#last)) return this.#keep('row', at, to)
      // A quote that never ends costs its own line only.
      if (to - at > longestRow || (newline < 0 && this.#last)) return this.#line(at, 'broken')
      if (newline < 0) return -1
      from = to + 1
    }
  }

  #quoteFrom(from: number): number {
    if (this.#quote >= from) return this.#quote
    const found = this.#text.indexOf('"', from)
    this.#quote = found < 0 ? none : found
    return this.#quote
  }
}
