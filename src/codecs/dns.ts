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

export const recordTypes = {a: 1, aaaa: 28, srv: 33} as const
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

/** An SRV record's data (RFC 2782). */
export interface DnsService {
  priority: number
  weight: number
  port: number
  target: string
}

export interface DnsAnswer {
  code: number
  /** IPv4 addresses of the name that was asked for. */
  addresses?: readonly string[]
  /** Where the service of that name is found. */
  services?: readonly DnsService[]
  ttl?: number
}

export function encodeAnswer(query: DnsQuery, answer: DnsAnswer): Buffer {
  const {code, addresses = [], services = [], ttl = 1} = answer
  const records = [
    ...addresses.map((address) => record(recordTypes.a, ttl, Buffer.from(address.split('.').map(Number)))),
    ...services.map((service) => record(recordTypes.srv, ttl, serviceData(service))),
  ]
  const header = Buffer.alloc(headerSize)
  header.writeUInt16BE(query.id, 0)
  header.writeUInt16BE(0x8480 | (query.recursionDesired ? 0x0100 : 0) | code, 2)
  header.writeUInt16BE(1, 4)
  header.writeUInt16BE(records.length, 6)
  return Buffer.concat([header, query.question, ...records])
}

/** A record of the name that was asked for, to which a pointer leads. */
function record(type: number, ttl: number, data: Buffer): Buffer {
  const head = Buffer.alloc(12)
  head.writeUInt16BE(0xc000 | headerSize, 0)
  head.writeUInt16BE(type, 2)
  head.writeUInt16BE(1, 4)
  head.writeUInt32BE(ttl, 6)
  head.writeUInt16BE(data.length, 10)
  return Buffer.concat([head, data])
}

/** The target is spelled out: RFC 2782 forbids to compress it, and resolvers refuse it where it is. */
function serviceData({priority, weight, port, target}: DnsService): Buffer {
  const head = Buffer.alloc(6)
  head.writeUInt16BE(priority, 0)
  head.writeUInt16BE(weight, 2)
  head.writeUInt16BE(port, 4)
  return Buffer.concat([head, nameBytes(target)])
}

function nameBytes(name: string): Buffer {
  const labels =
    name === ''
      ? []
      : name
          .replace(/\.$/, '')
          .split('.')
          .map((label) => Buffer.from(label, 'latin1'))
  if (labels.some(({length}) => length < 1 || length > 63))
    throw new DnsError('a label of no or of too many bytes')
  const bytes = Buffer.concat([...labels.flatMap((label) => [Buffer.of(label.length), label]), Buffer.of(0)])
  if (bytes.length > 255) throw new DnsError('a name that is too long')
  return bytes
}
