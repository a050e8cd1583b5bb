import {
  BerError,
  ber,
  berInteger,
  berOctets,
  berSequence,
  integerOf,
  type Node,
  readBer,
  readHeader,
} from './ber.ts'

const largest = 64 * 1024

/** RFC 4511 §4.2: one step of a bind by a SASL mechanism; the proof names who binds, so the name is empty. */
export const saslBindRequest = (messageId: number, mechanism: string, credentials: Uint8Array): Buffer =>
  berSequence(
    berInteger(messageId),
    ber(0x60, berInteger(3), berOctets(''), ber(0xa3, berOctets(mechanism), berOctets(credentials))),
  )

export interface BindResponse {
  id: number
  /** RFC 4511 §4.1.9: 0 success, 14 saslBindInProgress. */
  resultCode: number
  diagnosticMessage: string
  /** What the server answers within the mechanism; null where it says nothing. */
  credentials: Buffer | null
}

/**
 * Reads a bind response from the start of a stream; null while it is not whole. Throws `BerError` as soon as it cannot
 * become one.
 */
export function readBindResponse(bytes: Uint8Array): BindResponse | null {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (buffer.length > 0 && buffer[0] !== 0x30) throw new BerError('no LDAP message')
  const header = readHeader(buffer, 0, largest)
  if (!header || header.end > buffer.length) return null
  const [id, response] = readBer(buffer.subarray(0, header.end)).children
  if (response?.tag !== 0x61) throw new BerError('an LDAP message that is no bind response')
  const [code, , text, ...more] = response.children
  if (!text) throw new BerError('a bind response that is cut off')
  return {
    id: integerOf(id),
    resultCode: integerOf(code),
    diagnosticMessage: text.content.toString(),
    credentials: contentOf(more, 0x87),
  }
}

const contentOf = (nodes: readonly Node[], tag: number): Buffer | null =>
  nodes.find((node) => node.tag === tag)?.content ?? null
