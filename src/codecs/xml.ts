export interface XmlElement {
  /** With its prefix, as it stands in the document. */
  name: string
  attributes: Readonly<Record<string, string>>
  children: readonly XmlElement[]
  /** The character data directly inside, joined. */
  text: string
}

/** As long as `WinApi.text` reads at most; an ias.xml of a large NPS has some 10,000 elements. */
export const xmlLimits = {length: 8_388_608, depth: 64, elements: 250_000, attributes: 256}
export type XmlLimits = typeof xmlLimits

/** The only error that `parseXml` throws. */
export class XmlError extends Error {
  constructor(what: string, at: number) {
    super(`${what} at character ${at}`)
    this.name = 'XmlError'
  }
}

interface Open extends XmlElement {
  children: XmlElement[]
  text: string
}

// Sticky, and each character can match in one way only, so that no text makes them go back and forth.
const namePattern = /[A-Za-z_:\u0080-\uffff][\w.:\u0080-\uffff-]*/y
const blankPattern = /[ \t\r\n]*/y
const valuePattern = /[ \t\r\n]*=[ \t\r\n]*(?:"([^"<]*)"|'([^'<]*)')/y
const reference = /&(?:#(\d{1,7})|#x([0-9a-fA-F]{1,6})|(\w{1,8}));|&/g
const predefined: Readonly<Record<string, string>> = {lt: '<', gt: '>', amp: '&', quot: '"', apos: "'"}

/** What stands between angle brackets and is no element: how it begins, how it ends, whether its inside is text. */
type Aside = readonly [begin: string, end: string, isText: boolean]
const asides: readonly Aside[] = [
  ['<!--', '-->', false],
  ['<![CDATA[', ']]>', true],
  ['<?', '?>', false],
]

/**
 * Reads an XML 1.0 document, bounded in every way. Prefixes stay part of the names. A document type is refused, so that
 * nothing can be declared: there are only the predefined entities and numbers, and nothing is fetched or multiplied.
 */
export function parseXml(text: string, limits: Partial<XmlLimits> = {}): XmlElement {
  return new Reader(text, {...xmlLimits, ...limits}).document()
}

class Reader {
  readonly #text: string
  readonly #limits: XmlLimits
  readonly #root: Open = {name: '', attributes: {}, children: [], text: ''}
  /** The elements that are open, from the document itself inwards. */
  readonly #path: Open[] = [this.#root]
  #at = 0
  #elements = 0

  constructor(text: string, limits: XmlLimits) {
    this.#text = text
    this.#limits = limits
  }

  document(): XmlElement {
    const {length} = this.#text
    if (length > this.#limits.length) this.#refuse(`more than ${this.#limits.length} characters`)
    if (this.#text.startsWith('\ufeff')) this.#at = 1
    while (this.#at < length) this.#next()
    if (this.#path.length > 1) this.#refuse('an element does not end')
    return this.#root.children[0] ?? this.#refuse('no element')
  }

  #next(): void {
    const text = this.#text
    const aside = asides.find(([begin]) => text.startsWith(begin, this.#at))
    if (aside) this.#aside(aside)
    else if (text[this.#at] !== '<') this.#characters()
    else if (text[this.#at + 1] === '!') this.#refuse('a declaration')
    else if (text[this.#at + 1] === '/') this.#close()
    else this.#open()
  }

  #aside([begin, end, isText]: Aside): void {
    const from = this.#at + begin.length
    const closes = this.#text.indexOf(end, from)
    if (closes < 0) this.#refuse(`“${end}” is missing`)
    this.#at = closes + end.length
    if (isText) this.#keep(this.#text.slice(from, closes))
  }

  #characters(): void {
    const end = this.#text.indexOf('<', this.#at)
    const raw = this.#text.slice(this.#at, end < 0 ? undefined : end)
    this.#at += raw.length
    this.#keep(this.#resolved(raw))
  }

  #open(): void {
    this.#at++
    const name = this.#name()
    const attributes = this.#attributes()
    const element: Open = {name, attributes, children: [], text: ''}
    if (++this.#elements > this.#limits.elements) this.#refuse(`more than ${this.#limits.elements} elements`)
    if (this.#path.length > this.#limits.depth) this.#refuse(`more than ${this.#limits.depth} levels`)
    if (this.#path.length === 1 && this.#root.children.length > 0) this.#refuse('a second root element')
    this.#path.at(-1)!.children.push(element)
    if (this.#text[this.#at] === '/') this.#at++
    else this.#path.push(element)
    if (this.#text[this.#at++] !== '>') this.#refuse('a tag is broken')
  }

  #attributes(): Record<string, string> {
    const found = new Map<string, string>()
    for (;;) {
      const blank = this.#take(blankPattern)![0]
      if ('/>'.includes(this.#text[this.#at] ?? ' ')) return Object.fromEntries(found)
      if (blank === '') this.#refuse('a tag is broken')
      if (found.size >= this.#limits.attributes)
        this.#refuse(`more than ${this.#limits.attributes} attributes`)
      const name = this.#name()
      if (found.has(name)) this.#refuse('an attribute is there twice')
      const value = this.#take(valuePattern) ?? this.#refuse('an attribute has no value')
      found.set(name, this.#resolved(value[1] ?? value[2] ?? ''))
    }
  }

  #close(): void {
    this.#at += 2
    if (this.#path.length === 1 || this.#name() !== this.#path.pop()!.name)
      this.#refuse('another element ends')
    this.#take(blankPattern)
    if (this.#text[this.#at++] !== '>') this.#refuse('a tag is broken')
  }

  /** Character data, in which outside of the root element nothing may stand but blanks. */
  #keep(piece: string): void {
    if (this.#path.length > 1) this.#path.at(-1)!.text += piece
    else if (/[^ \t\r\n]/.test(piece)) this.#refuse('text outside of the root element')
  }

  #resolved(raw: string): string {
    let [text, from] = ['', 0]
    for (const found of raw.matchAll(reference)) {
      text += raw.slice(from, found.index) + this.#referenced(found)
      from = found.index + found[0].length
    }
    return text + raw.slice(from)
  }

  #referenced([, decimal, hexadecimal, entity]: RegExpExecArray): string {
    if (entity !== undefined && Object.hasOwn(predefined, entity)) return predefined[entity]!
    const point = decimal ? Number(decimal) : hexadecimal ? Number.parseInt(hexadecimal, 16) : -1
    return point >= 0 && point <= 0x10ffff
      ? String.fromCodePoint(point)
      : this.#refuse('an unknown reference')
  }

  #name(): string {
    return this.#take(namePattern)?.[0] ?? this.#refuse('a name is missing')
  }

  #take(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.#at
    const found = pattern.exec(this.#text)
    if (found) this.#at = pattern.lastIndex
    return found
  }

  #refuse(what: string): never {
    throw new XmlError(what, this.#at)
  }
}
