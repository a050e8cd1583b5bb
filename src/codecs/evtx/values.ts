import {type Cursor, EvtxError, u32} from './cursor.ts'
import {kinds, sid} from './render.ts'

/** Types of values that are not of fixed size. */
const type = {null: 0, text: 1, ansi: 2, binary: 14, size: 16, sid: 19, handle: 32, binaryXml: 33, xml: 35}
/** Bit of a type: a list of such values. */
const list = 0x80

let ansi: InstanceType<typeof TextDecoder> | undefined
/** The code page is not told; that of western Windows. */
const ansiText = (bytes: Buffer) => {
  ansi ??= new TextDecoder('windows-1252')
  return ansi.decode(bytes)
}
const untilZero = (text: string) => {
  const zero = text.indexOf('\0')
  return zero < 0 ? text : text.slice(0, zero)
}

/** The values that an instance of a template fills in; each becomes text at most once. */
export class Values {
  readonly bytes: Buffer
  readonly #types: number[] = []
  /** Where each begins, and where the last ends. */
  readonly #starts: number[] = []
  readonly #texts: (string | undefined)[] = []

  /** Moves the cursor behind the values. */
  constructor(cursor: Cursor) {
    this.bytes = cursor.bytes
    const count = cursor.u32()
    const descriptors = new Array<number>(cursor.end - cursor.at < 4 * count ? 0 : count)
    if (descriptors.length !== count) throw new EvtxError('more values than there is room for')
    for (let index = 0; index < count; index++) {
      descriptors[index] = cursor.u16()
      this.#types.push(cursor.u16() & 0xff)
    }
    for (const size of descriptors) this.#starts.push(cursor.take(size))
    this.#starts.push(cursor.at)
  }

  /** Also where there is no such value. */
  isNull(index: number): boolean {
    return (this.#types[index] ?? type.null) === type.null
  }

  isList(index: number): boolean {
    return (this.#types[index] ?? 0) >= list
  }

  /** Where the binary XML stands that the value is; null for any other value. */
  binaryXml(index: number): {start: number; end: number} | null {
    if (this.#types[index] !== type.binaryXml) return null
    return {start: this.#starts[index]!, end: this.#starts[index + 1]!}
  }

  text(index: number): string {
    const text = this.#texts[index] ?? this.#render(index)
    this.#texts[index] = text
    return text
  }

  #render(index: number): string {
    const kind = this.#types[index] ?? type.null
    if (kind >= list) return this.items(index).join('')
    if (kind === type.null) return ''
    return this.#item(kind, this.#starts[index]!, this.#starts[index + 1]!)
  }

  /** The members of a list. */
  items(index: number): string[] {
    const kind = this.#types[index]! - list
    const [start, end] = [this.#starts[index]!, this.#starts[index + 1]!]
    if (kind === type.text) return separated(this.bytes.toString('utf16le', start, end))
    if (kind === type.ansi) return separated(ansiText(this.bytes.subarray(start, end)))
    const items: string[] = []
    for (let at = start; at < end; ) {
      const next = at + this.#sizeAt(kind, at, end)
      if (next > end) throw new EvtxError('a list is cut off')
      items.push(this.#item(kind, at, next))
      at = next
    }
    return items
  }

  #sizeAt(kind: number, at: number, end: number): number {
    const size = kind === type.sid ? 8 + 4 * (this.bytes[at + 1] ?? 0) : kinds[kind]?.size
    return size ?? end - at
  }

  #item(kind: number, at: number, end: number): string {
    const {bytes} = this
    if (at === end) return ''
    const fixed = kinds[kind]
    if (fixed) {
      if (end - at !== fixed.size) throw new EvtxError('a value of a size that its type does not have')
      return fixed.text(bytes, at)
    }
    switch (kind) {
      case type.text:
      case type.xml:
        return untilZero(bytes.toString('utf16le', at, end))
      case type.ansi:
        return untilZero(ansiText(bytes.subarray(at, end)))
      case type.binary:
        return bytes.toString('hex', at, end).toUpperCase()
      case type.sid:
        return sid(bytes, at, end)
      case type.size:
      case type.handle:
        return end - at === 4
          ? `0x${u32(bytes, at).toString(16)}`
          : kinds[21]!.text(bytes, exactly(8, at, end))
      default:
        throw new EvtxError('a value of an unknown type')
    }
  }
}

const exactly = (size: number, at: number, end: number): number => {
  if (end - at !== size) throw new EvtxError('a value of a size that its type does not have')
  return at
}

/** Texts that each end with a zero; the last one may lack it. */
const separated = (texts: string) => {
  const pieces = texts.split('\0')
  if (pieces.at(-1) === '') pieces.pop()
  return pieces
}
