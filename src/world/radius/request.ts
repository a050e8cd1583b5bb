import {randomBytes, randomInt} from 'node:crypto'
import {attributes as types} from '../../codecs/radius/numbers.ts'
import {type Attribute, encodePacket, type Packet} from '../../codecs/radius/packet.ts'
import {signedRequest} from '../../codecs/radius/sign.ts'
import type {Request} from './exchange.ts'

/** Gives each request of one client the next number, so that a late answer to one is not taken for one to another. */
export function identifiers(): () => number {
  let last = randomInt(256)
  return () => {
    last = (last + 1) % 256
    return last
  }
}

/** A request with a Message-Authenticator; `contents` may be hidden under its authenticator. */
export function signed(
  code: number,
  identifier: number,
  secret: Buffer,
  contents: (authenticator: Buffer) => readonly Attribute[],
): Request {
  const authenticator = randomBytes(16)
  const packet: Packet = {code, identifier, authenticator, attributes: contents(authenticator)}
  return {packet, bytes: signedRequest(packet, secret)}
}

/** The same without one, as many a NAS still sends them. */
export function unsigned(
  code: number,
  identifier: number,
  _secret: Buffer,
  contents: (authenticator: Buffer) => readonly Attribute[],
): Request {
  const authenticator = randomBytes(16)
  const packet: Packet = {code, identifier, authenticator, attributes: contents(authenticator)}
  return {packet, bytes: encodePacket(packet)}
}

export const text = (type: number, value: string): Attribute => ({type, value: Buffer.from(value)})

export const userName = (name: string): Attribute => text(types.userName, name)
