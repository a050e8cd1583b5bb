/** Bytes that are no DNS query we could answer. */
export class DnsError extends Error {
  override name = 'DnsError'
}

export interface DnsQuery {
  id: number
  recursionDesired: boolean
  /** As it was sent, without the final dot; case is kept, because some resolvers check it. */
  name: string
  type: number
  class: number
  /** The question as it was sent, to be repeated in the answer. */
  question: Buffer
}

export const recordTypes = {a: 1, aaaa: 28} as const
export const answerCodes = {noError: 0, serverFailure: 2, nameError: 3, notImplemented: 4} as const

const headerSize = 12
const mostBytes = 4096

/** Decodes a query with exactly one question (RFC 1035); whatever follows the question is ignored. */
export function decodeQuery(bytes: Buffer): DnsQuery {
  if (bytes.length < headerSize || bytes.length > mostBytes) throw new DnsError('not the size of a query')
  const flags = bytes.readUInt16BE(2)
  if (flags & 0x8000) throw new DnsError('an answer, not a query')
  if (flags & 0x7800) throw new DnsError('an operation other than a query')
  if (bytes.readUInt16BE(4) !== 1) throw new DnsError('not one question')
  const {name, end} = readName(bytes)
  if (end + 4 > bytes.length) throw new DnsError('a question that is cut off')
  return {
    id: bytes.readUInt16BE(0),
    recursionDesired: (flags & 0x0100) !== 0,
    name,
    type: bytes.readUInt16BE(end),
    class: bytes.readUInt16BE(end + 2),
    question: bytes.subarray(headerSize, end + 4),
  }
}

function readName(bytes: Buffer): {name: string; end: number} {
  const labels: string[] = []
  let at = headerSize
  for (;;) {
    const length = bytes[at]
    if (length === undefined) throw new DnsError('a name that is cut off')
    if (length === 0) return {name: labels.join('.'), end: at + 1}
    if (length > 63) throw new DnsError('a compressed name in a question')
    const end = at + 1 + length
    if (end > bytes.length || end - headerSize > 254) throw new DnsError('a name that is too long')
    labels.push(bytes.toString('latin1', at + 1, end))
    at = end
  }
}

export interface DnsAnswer {
  code: number
  /** IPv4 addresses of the name that was asked for. */
  addresses?: readonly string[]
  ttl?: number
}

export function encodeAnswer(query: DnsQuery, {code, addresses = [], ttl = 1}: DnsAnswer): Buffer {
  const header = Buffer.alloc(headerSize)
  header.writeUInt16BE(query.id, 0)
  header.writeUInt16BE(0x8480 | (query.recursionDesired ? 0x0100 : 0) | code, 2)
  header.writeUInt16BE(1, 4)
  header.writeUInt16BE(addresses.length, 6)
  return Buffer.concat([header, query.question, ...addresses.map((address) => addressRecord(address, ttl))])
}

function addressRecord(address: string, ttl: number): Buffer {
  const record = Buffer.alloc(16)
  record.writeUInt16BE(0xc000 | headerSize, 0)
  record.writeUInt16BE(recordTypes.a, 2)
  record.writeUInt16BE(1, 4)
  record.writeUInt32BE(ttl, 6)
  record.writeUInt16BE(4, 10)
  record.set(address.split('.').map(Number), 12)
  return record
}
