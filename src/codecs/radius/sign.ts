import {createHash, createHmac, timingSafeEqual} from 'node:crypto'
import {attributes as types} from './numbers.ts'
import {authenticatorBytes, encodePacket, headerBytes, type Packet, RadiusError} from './packet.ts'

const blank = {type: types.messageAuthenticator, value: Buffer.alloc(authenticatorBytes)}

/**
 * The bytes of a request with a Message-Authenticator before everything else (RFC 3579 §3.2), where a forged prefix
 * cannot push it out of the way (CVE-2024-3596).
 */
export function signedRequest(packet: Packet, secret: Buffer): Buffer {
  const bytes = encodePacket({...packet, attributes: [blank, ...packet.attributes]})
  messageAuthenticator(bytes, secret).copy(bytes, headerBytes + 2)
  return bytes
}

export type Reply = Pick<Packet, 'code' | 'attributes'>

/** A reply with the proof of RFC 2865 §3, but without a Message-Authenticator, as servers sent it before 2024. */
export function unsignedReply(reply: Reply, request: Packet, secret: Buffer): Buffer {
  return proven(encodePacket({...request, ...reply}), secret)
}

/** The same with a Message-Authenticator before everything else. */
export function signedReply(reply: Reply, request: Packet, secret: Buffer): Buffer {
  const bytes = encodePacket({...request, ...reply, attributes: [blank, ...reply.attributes]})
  messageAuthenticator(bytes, secret).copy(bytes, headerBytes + 2)
  return proven(bytes, secret)
}

/** `bytes` still carry the authenticator of the request. */
function proven(bytes: Buffer, secret: Buffer): Buffer {
  createHash('md5').update(bytes).update(secret).digest().copy(bytes, 4)
  return bytes
}

const messageAuthenticator = (bytes: Buffer, secret: Buffer) =>
  createHmac('md5', secret).update(bytes).digest()

/** Whether the Message-Authenticator of a packet is right; null where it has none. */
export function isSigned(packet: Packet, requestAuthenticator: Buffer, secret: Buffer): boolean | null {
  const proof = packet.attributes.find(({type}) => type === types.messageAuthenticator)
  if (!proof) return null
  const attributes = packet.attributes.map((attribute) => (attribute === proof ? blank : attribute))
  const bytes = encodePacket({...packet, authenticator: requestAuthenticator, attributes})
  return timingSafeEqual(proof.value, messageAuthenticator(bytes, secret))
}

/** Whether a reply proves that its sender knows the secret and the request (Response Authenticator, RFC 2865 §3). */
export function isProven(reply: Packet, requestAuthenticator: Buffer, secret: Buffer): boolean {
  if (requestAuthenticator.length !== authenticatorBytes) throw new RadiusError('no request authenticator')
  const due = proven(encodePacket({...reply, authenticator: requestAuthenticator}), secret)
  return timingSafeEqual(reply.authenticator, due.subarray(4, headerBytes))
}
