import {type Exchange, ntResponse} from './ms-chap.ts'
import {attributes, microsoft} from './numbers.ts'
import {type Attribute, type Packet, textOf} from './packet.ts'
import {vendorAttribute, vendorValueOf} from './vendor.ts'

const responseBytes = 50
const challengeBytes = 16

/** The two attributes of a sign-in by MS-CHAPv2 (RFC 2548 §2.1.2, §2.3.2). */
export const chapAttributes = (exchange: Exchange, password: string): Attribute[] => [
  vendorAttribute(microsoft.vendor, microsoft.chapChallenge, exchange.authenticatorChallenge),
  vendorAttribute(
    microsoft.vendor,
    microsoft.chap2Response,
    Buffer.concat([
      Buffer.of(identifier, 0),
      exchange.peerChallenge,
      Buffer.alloc(8),
      ntResponse(exchange, password),
    ]),
  ),
]

/** Any number: the server repeats it before what it answers. */
const identifier = 1

export interface ChapRequest {
  exchange: Exchange
  identifier: number
  response: Buffer
}

/** What a request by MS-CHAPv2 carries; null where it is none, or a broken one. */
export function chapRequestOf(packet: Packet): ChapRequest | null {
  const challenge = vendorValueOf(packet, microsoft.vendor, microsoft.chapChallenge)
  const response = vendorValueOf(packet, microsoft.vendor, microsoft.chap2Response)
  if (challenge?.length !== challengeBytes || response?.length !== responseBytes) return null
  return {
    exchange: {
      userName: textOf(packet, attributes.userName),
      authenticatorChallenge: challenge,
      peerChallenge: response.subarray(2, 18),
    },
    identifier: response[0]!,
    response: response.subarray(26),
  }
}

/** What a server answers by MS-CHAP2-Success or MS-CHAP-Error. */
export const chapAnswer = (
  type: typeof microsoft.chap2Success | typeof microsoft.chapError,
  {identifier}: ChapRequest,
  text: string,
): Attribute =>
  vendorAttribute(microsoft.vendor, type, Buffer.concat([Buffer.of(identifier), Buffer.from(text)]))

/** The server's proof ("S=…") in an Access-Accept; null where it has none. */
export function chapProofOf(packet: Packet): string | null {
  const value = vendorValueOf(packet, microsoft.vendor, microsoft.chap2Success)
  return (
    value
      ?.toString('latin1', 1)
      .match(/^S=[0-9A-F]{40}/i)?.[0]
      .toUpperCase() ?? null
  )
}

/** MS-CHAP-Error (RFC 2759 §6, RFC 2548 §2.1.5). */
export interface ChapError {
  /** E=: 691 is a wrong name or password. */
  code: number
  /** R=: whether the client may try another password. */
  retry: boolean
  /** V=: the version of the protocol for changing a password; null where it is not said. */
  version: number | null
  /** M=; empty where there is none. */
  message: string
}

/** Why the server refused; null where a reply does not say it. */
export function chapErrorOf(packet: Packet): ChapError | null {
  const value = vendorValueOf(packet, microsoft.vendor, microsoft.chapError)
  if (!value) return null
  // Some servers leave out the identifier before the text.
  const text = value.toString().replace(/^.?(?=E=)/s, '')
  const [, code] = /^E=(\d{1,10})(?:\s|$)/.exec(text) ?? []
  if (code === undefined) return null
  const [, version] = /\sV=(\d{1,10})(?:\s|$)/.exec(text) ?? []
  return {
    code: Number(code),
    retry: /\sR=1(?:\s|$)/.test(text),
    version: version === undefined ? null : Number(version),
    message: /\sM=(.*)$/s.exec(text)?.[1] ?? '',
  }
}
