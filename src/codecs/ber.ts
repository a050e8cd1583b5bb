/** Input that is not BER, or more of it than we are willing to look at. */
export class BerError extends Error {
  override name = 'BerError'
}

export interface Node {
  tag: number
  /** The content octets. */
  content: Buffer
  /** The elements inside; empty for a primitive one. */
  children: Node[]
}

export const berLimits = {bytes: 1024 * 1024, depth: 64, nodes: 20_000}
export type BerLimits = typeof berLimits

export interface Header {
  tag: number
  /** Where the content starts and ends. */
  start: number
  end: number
}

/** The tag and length at `offset`; null while the bytes that would tell are still missing. */
export function readHeader(bytes: Buffer, offset = 0, maxBytes = berLimits.bytes): Header | null {
  const tag = bytes[offset]
  if (tag === undefined) return null
  if ((tag & 0x1f) === 0x1f) throw new BerError('a tag of more than one byte')
  const first = bytes[offset + 1]
  if (first === undefined) return null
  if (first < 0x80) return {tag, start: offset + 2, end: offset + 2 + first}
  const size = first & 0x7f
  if (size === 0) throw new BerError('an indefinite length')
  if (size > 4) throw new BerError('a length of more than four bytes')
  const start = offset + 2 + size
  if (start > bytes.length) return null
  const length = bytes.readUIntBE(offset + 2, size)
  if (length > maxBytes) throw new BerError(`an element of ${length} bytes`)
  return {tag, start, end: start + length}
}

/** Reads one element with everything in it, which must be all there is. */
export function readBer(bytes: Buffer, limits: BerLimits = berLimits): Node {
  const budget = {nodes: limits.nodes}
  const [node, ...more] = readAll(bytes, limits, budget, 0)
  if (!node) throw new BerError('nothing')
  if (more.length) throw new BerError('bytes after the end')
  return node
}

function readAll(bytes: Buffer, limits: BerLimits, budget: {nodes: number}, depth: number): Node[] {
  if (depth > limits.depth) throw new BerError(`more than ${limits.depth} levels`)
  const nodes: Node[] = []
  for (let at = 0; at < bytes.length; ) {
    const header = readHeader(bytes, at, limits.bytes)
    if (!header || header.end > bytes.length) throw new BerError('an element that is cut off')
    if (budget.nodes-- <= 0) throw new BerError(`more than ${limits.nodes} elements`)
    const {tag, start, end} = header
    const content = bytes.subarray(start, end)
    nodes.push({tag, content, children: tag & 0x20 ? readAll(content, limits, budget, depth + 1) : []})
    at = end
  }
  return nodes
}

/** A two's complement number of at most six bytes. */
export function integerOf(node: Node | undefined): number {
  if (!node || node.content.length === 0 || node.content.length > 6)
    throw new BerError('no number where one is due')
  return node.content.readIntBE(0, node.content.length)
}

type Content = Uint8Array | string

/** One element: its tag, its length in the shortest form, its content. */
export function ber(tag: number, ...contents: Content[]): Buffer {
  const content = Buffer.concat(contents.map((part) => (typeof part === 'string' ? Buffer.from(part) : part)))
  if (content.length < 0x80) return Buffer.concat([Buffer.of(tag, content.length), content])
  const length = Buffer.alloc(4)
  length.writeUInt32BE(content.length)
  const shortest = length.subarray(length.findIndex((byte) => byte !== 0))
  return Buffer.concat([Buffer.of(tag, 0x80 | shortest.length), shortest, content])
}

/** A number from 0 to 2³¹−1. */
export function berInteger(value: number, tag = 0x02): Buffer {
  const bytes = Buffer.alloc(5)
  bytes.writeUInt32BE(value, 1)
  let start = bytes.findIndex((byte) => byte !== 0)
  if (start < 0) start = 4
  else if (bytes[start]! >= 0x80) start--
  return ber(tag, bytes.subarray(start))
}

export const berEnumerated = (value: number): Buffer => berInteger(value, 0x0a)
export const berOctets = (value: Content): Buffer => ber(0x04, value)
export const berBoolean = (value: boolean): Buffer => ber(0x01, Buffer.of(value ? 0xff : 0))
export const berSequence = (...parts: Buffer[]): Buffer => ber(0x30, ...parts)
export const berSet = (...parts: Buffer[]): Buffer => ber(0x31, ...parts)
