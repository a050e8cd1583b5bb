import {BerError, ber, berInteger, berSequence, integerOf, readBer, readHeader} from './ber.ts'

const largest = 64 * 1024

/** RFC 4511 §4.14: asks a directory server to continue over TLS. */
export const startTlsRequest = (messageId: number): Buffer =>
  berSequence(berInteger(messageId), ber(0x77, ber(0x80, '1.3.6.1.4.1.1466.20037')))

export type ExtendedResponse =
  | {complete: false}
  | {complete: true; resultCode: number; diagnosticMessage: string; bytesUsed: number}

/** Reads an extended response from the start of a stream; throws `BerError` as soon as it cannot become one. */
export function readExtendedResponse(bytes: Uint8Array): ExtendedResponse {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const header = readHeader(buffer, 0, largest)
  if (buffer.length > 0 && buffer[0] !== 0x30) throw new BerError('no LDAP message')
  if (!header || header.end > buffer.length) return {complete: false}
  const [, response] = readBer(buffer.subarray(0, header.end)).children
  if (response?.tag !== 0x78) throw new BerError('an LDAP message that is no extended response')
  const [code, , text] = response.children
  if (!text) throw new BerError('an extended response that is cut off')
  return {
    complete: true,
    resultCode: integerOf(code),
    diagnosticMessage: text.content.toString(),
    bytesUsed: header.end,
  }
}
