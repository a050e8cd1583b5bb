import {attributes as types} from './numbers.ts'

/** Bytes that are no RADIUS packet, or values that do not fit into one. */
export class RadiusError extends Error {
  override name = 'RadiusError'
}

export interface Attribute {
  type: number
  /** 0 to 253 bytes. */
  value: Buffer
}

export interface Packet {
  code: number
  /** One byte that a reply has in common with its request. */
  identifier: number
  /** 16 bytes: random in a request, a proof in a reply. */
  authenticator: Buffer
  attributes: readonly Attribute[]
}

export const headerBytes = 20
/** RFC 2865 §3: neither longer packets are taken nor sent. */
const mostBytes = 4096
export const authenticatorBytes = 16
const longestValue = 253

/** The packet in a datagram; bytes beyond its own length are padding (RFC 2865 §3) and left out. */
export function framed(datagram: Buffer): Buffer {
  if (datagram.length < headerBytes) throw new RadiusError('fewer bytes than a header')
  if (datagram.length > mostBytes) throw new RadiusError(`more than ${mostBytes} bytes`)
  const length = datagram.readUInt16BE(2)
  if (length < headerBytes) throw new RadiusError('a length below that of a header')
  if (length > datagram.length) throw new RadiusError('a packet that is cut off')
  return datagram.subarray(0, length)
}

/** Reads a datagram; throws a `RadiusError` where it is no well-formed packet. Values are views of its bytes. */
export function decodePacket(datagram: Buffer): Packet {
  const bytes = framed(datagram)
  const attributes: Attribute[] = []
  for (let at = headerBytes; at < bytes.length; ) {
    const length = bytes[at + 1] ?? 0
    if (length < 2 || at + length > bytes.length) throw new RadiusError('an attribute that is cut off')
    attributes.push({type: bytes[at]!, value: bytes.subarray(at + 2, at + length)})
    at += length
  }
  const proofs = attributes.filter(({type}) => type === types.messageAuthenticator)
  if (proofs.length > 1) throw new RadiusError('more than one Message-Authenticator')
  if (proofs.some(({value}) => value.length !== authenticatorBytes))
    throw new RadiusError('a Message-Authenticator of another length')
  return {
    code: bytes[0]!,
    identifier: bytes[1]!,
    authenticator: bytes.subarray(4, headerBytes),
    attributes,
  }
}

/** The bytes of a packet as it is, without any proof computed. */
export function encodePacket({code, identifier, authenticator, attributes}: Packet): Buffer {
  if (authenticator.length !== authenticatorBytes) throw new RadiusError('an authenticator of another length')
  const body = attributes.map(({type, value}) => {
    if (value.length > longestValue) throw new RadiusError(`an attribute of more than ${longestValue} bytes`)
    return Buffer.concat([Buffer.of(type, value.length + 2), value])
  })
  const bytes = Buffer.concat([Buffer.of(code, identifier, 0, 0), authenticator, ...body])
  if (bytes.length > mostBytes) throw new RadiusError(`a packet of more than ${mostBytes} bytes`)
  bytes.writeUInt16BE(bytes.length, 2)
  return bytes
}

/** The first value of a type; undefined where there is none. */
export const octetsOf = ({attributes}: Packet, type: number): Buffer | undefined =>
  attributes.find((attribute) => attribute.type === type)?.value

/** The text of a type, in pieces as it was sent (RFC 2869 §5.19 for Reply-Message); empty where there is none. */
export const textOf = ({attributes}: Packet, type: number): string =>
  Buffer.concat(attributes.filter((attribute) => attribute.type === type).map(({value}) => value)).toString()
