import {codes} from './numbers.ts'
import {decodePacket, type Packet} from './packet.ts'
import {isProven, isSigned} from './sign.ts'

/** Why a datagram is not the answer that is waited for. */
export type Flaw = 'malformed' | 'code' | 'identifier' | 'authenticator' | 'message-authenticator'

export type Read = {packet: Packet /** Whether it carries a Message-Authenticator. */; signed: boolean} | Flaw

/** What may answer which request (RFC 2865 §4, RFC 5997 §2.1). */
const answers: Readonly<Record<number, readonly number[]>> = {
  [codes.accessRequest]: [codes.accessAccept, codes.accessReject, codes.accessChallenge],
  [codes.statusServer]: [codes.accessAccept],
}

/** Reads a datagram that came for a request; whatever fails one of the tests is no answer. */
export function readReply(
  datagram: Buffer,
  request: Pick<Packet, 'code' | 'identifier' | 'authenticator'>,
  secret: Buffer,
): Read {
  const packet = attempt(datagram)
  if (!packet) return 'malformed'
  if (packet.identifier !== request.identifier) return 'identifier'
  if (!answers[request.code]?.includes(packet.code)) return 'code'
  if (!isProven(packet, request.authenticator, secret)) return 'authenticator'
  const signed = isSigned(packet, request.authenticator, secret)
  return signed === false ? 'message-authenticator' : {packet, signed: signed === true}
}

function attempt(datagram: Buffer): Packet | null {
  try {
    return decodePacket(datagram)
  } catch {
    return null
  }
}
