// Writes event logs as Windows lays them out, for fixtures: names and templates once a chunk, then referred to.
import {crc32} from '../../src/codecs/evtx/crc32.ts'

export interface Element {
  name: string
  depends?: number
  attributes?: Readonly<Record<string, Piece>>
  content?: readonly (Piece | Element)[]
}
export type Piece =
  | string
  | {substitute: number; type: number; optional?: boolean}
  | {entity: string}
  | {character: number}
  | {cdata: string}
/** An element as it is, or an instance of a template; the same object is the same template. */
export type Document = {element: Element} | {template: Element; values: readonly Value[]}
export type Value = {type: number; bytes: Buffer} | {type: 0x21; document: Document}
export interface Record_ {
  id: number
  /** Milliseconds. */
  at: number
  document: Document
}

export const fileTime = (ms: number): Buffer => {
  const bytes = Buffer.alloc(8)
  bytes.writeBigUInt64LE((BigInt(ms) + 11_644_473_600_000n) * 10_000n)
  return bytes
}

/** One chunk of 64 KB that grows until a record does not fit. */
export class ChunkWriter {
  readonly bytes = Buffer.alloc(65_536)
  readonly ids: number[] = []
  at = 512
  #last = 512
  #names = new Map<string, number>()
  #templates = new Map<Element, number>()

  /** False, and nothing is written, where there is no room. */
  add({id, at: ms, document}: Record_): boolean {
    const before = {at: this.at, names: new Map(this.#names), templates: new Map(this.#templates)}
    try {
      this.#u32(0x2a2a)
      const size = this.#hole()
      this.#raw(u64(id))
      this.#raw(fileTime(ms))
      this.#document(document)
      // Records begin at multiples of eight.
      this.at = Math.ceil((this.at + 4) / 8) * 8 - 4
      this.#u32(this.at + 4 - before.at)
      this.bytes.writeUInt32LE(this.at - before.at, size)
    } catch (error) {
      if (!(error instanceof RangeError)) throw error
      this.bytes.fill(0, before.at)
      this.at = before.at
      this.#names = before.names
      this.#templates = before.templates
      return false
    }
    this.#last = before.at
    this.ids.push(id)
    return true
  }

  /** The chunk with its header. */
  done(): Buffer {
    const {bytes, ids} = this
    bytes.write('ElfChnk\0', 'latin1')
    for (const [index, id] of [ids[0], ids.at(-1), ids[0], ids.at(-1)].entries())
      bytes.writeBigUInt64LE(BigInt(id ?? 0), 8 + 8 * index)
    bytes.writeUInt32LE(128, 40)
    bytes.writeUInt32LE(this.#last, 44)
    bytes.writeUInt32LE(this.at, 48)
    bytes.writeUInt32LE(1, 120)
    return sealChunk(bytes)
  }

  #document(document: Document): void {
    this.#raw(Buffer.of(0x0f, 1, 1, 0))
    if ('element' in document) this.#element(document.element, false)
    else this.#instance(document.template, document.values)
    this.#raw(Buffer.of(0))
  }

  #instance(template: Element, values: readonly Value[]): void {
    this.#raw(Buffer.of(0x0c, 1, 1, 0, 0, 0))
    const known = this.#templates.get(template)
    this.#u32(known ?? this.at + 4)
    if (known === undefined) this.#define(template)
    this.#u32(values.length)
    const descriptors = values.map(({type}) => {
      this.#raw(Buffer.of(0, 0, type, 0))
      return this.at - 4
    })
    for (const [index, value] of values.entries()) {
      const from = this.at
      if ('document' in value) this.#document(value.document)
      else this.#raw(value.bytes)
      this.bytes.writeUInt16LE(this.at - from, descriptors[index]!)
    }
  }

  #define(template: Element): void {
    this.#templates.set(template, this.at)
    this.#u32(0)
    // A GUID that is another for each.
    this.#raw(Buffer.alloc(16, this.#templates.size))
    this.#sized(() => {
      this.#raw(Buffer.of(0x0f, 1, 1, 0))
      this.#element(template, true)
      this.#raw(Buffer.of(0))
    })
  }

  #element({name, depends = 0xffff, attributes = {}, content = []}: Element, inTemplate: boolean): void {
    const pairs = Object.entries(attributes)
    this.#raw(Buffer.of(pairs.length > 0 ? 0x41 : 0x01))
    if (inTemplate) this.#u16(depends)
    this.#sized(() => {
      this.#name(name)
      if (pairs.length > 0)
        this.#sized(() => {
          for (const [index, [key, piece]] of pairs.entries()) {
            this.#raw(Buffer.of(index < pairs.length - 1 ? 0x46 : 0x06))
            this.#name(key)
            this.#piece(piece)
          }
        })
      this.#raw(Buffer.of(content.length > 0 ? 2 : 3))
      for (const part of content)
        if (typeof part === 'object' && 'name' in part) this.#element(part, inTemplate)
        else this.#piece(part)
      if (content.length > 0) this.#raw(Buffer.of(4))
    })
  }

  #piece(piece: Piece): void {
    if (typeof piece === 'string') {
      this.#raw(Buffer.of(0x05, 1))
      this.#text(piece)
    } else if ('cdata' in piece) {
      this.#raw(Buffer.of(0x07))
      this.#text(piece.cdata)
    } else if ('entity' in piece) {
      this.#raw(Buffer.of(0x09))
      this.#name(piece.entity)
    } else if ('character' in piece) {
      this.#raw(Buffer.of(0x08))
      this.#u16(piece.character)
    } else {
      this.#raw(Buffer.of(piece.optional ? 0x0e : 0x0d))
      this.#u16(piece.substitute)
      this.#raw(Buffer.of(piece.type))
    }
  }

  #name(name: string): void {
    const known = this.#names.get(name)
    this.#u32(known ?? this.at + 4)
    if (known !== undefined) return
    this.#names.set(name, this.at)
    this.#raw(Buffer.alloc(6))
    this.#text(name)
    this.#u16(0)
  }

  #text(text: string): void {
    this.#u16(text.length)
    this.#raw(Buffer.from(text, 'utf16le'))
  }

  /** What `write` writes, behind its size. */
  #sized(write: () => void): void {
    const size = this.#hole()
    write()
    this.bytes.writeUInt32LE(this.at - size - 4, size)
  }

  #hole(): number {
    this.#u32(0)
    return this.at - 4
  }

  #u16(value: number): void {
    this.at = this.bytes.writeUInt16LE(value, this.at)
  }
  #u32(value: number): void {
    this.at = this.bytes.writeUInt32LE(value, this.at)
  }
  #raw(bytes: Buffer): void {
    if (this.at + bytes.length > this.bytes.length) throw new RangeError('the chunk is full')
    this.at += bytes.copy(this.bytes, this.at)
  }
}

const u64 = (value: number) => {
  const bytes = Buffer.alloc(8)
  bytes.writeBigUInt64LE(BigInt(value))
  return bytes
}

/** Writes the checksums anew, after something was changed. */
export function sealChunk(bytes: Buffer): Buffer {
  bytes.writeUInt32LE(crc32(bytes, 512, Math.min(Math.max(bytes.readUInt32LE(48), 512), 65_536)), 52)
  bytes.writeUInt32LE(crc32(bytes, 128, 512, crc32(bytes, 0, 120)), 124)
  return bytes
}

export function chunksOf(records: readonly Record_[]): Buffer[] {
  const chunks: ChunkWriter[] = []
  for (const record of records) {
    if (chunks.at(-1)?.add(record)) continue
    const chunk = new ChunkWriter()
    if (!chunk.add(record)) throw new Error(`record ${record.id} is larger than a chunk`)
    chunks.push(chunk)
  }
  return chunks.map((chunk) => chunk.done())
}

/** The header of a file that has so many chunks. */
export function evtxHeader(chunks: number, nextId = 1): Buffer {
  const header = Buffer.alloc(4096)
  header.write('ElfFile\0', 'latin1')
  header.writeBigUInt64LE(BigInt(Math.max(chunks - 1, 0)), 16)
  header.writeBigUInt64LE(BigInt(nextId), 24)
  header.writeUInt32LE(128, 32)
  header.writeUInt16LE(1, 36)
  header.writeUInt16LE(3, 38)
  header.writeUInt16LE(4096, 40)
  header.writeUInt16LE(chunks & 0xffff, 42)
  header.writeUInt32LE(crc32(header, 0, 120), 124)
  return header
}

/** A whole file. */
export const writeEvtx = (chunks: readonly Buffer[], nextId = 1): Buffer =>
  Buffer.concat([evtxHeader(chunks.length, nextId), ...chunks])
