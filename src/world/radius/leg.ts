import {type ChapError, chapErrorOf} from '../../codecs/radius/ms-chap-attributes.ts'
import {codes, attributes as types} from '../../codecs/radius/numbers.ts'
import {type Packet, textOf} from '../../codecs/radius/packet.ts'
import type {Ended, Exchanged, Ignored} from './exchange.ts'
import type {Proof} from './first-factor.ts'

/** One request of a sign-in and what came of it. */
export interface Leg {
  /** What it carried. */
  sent: 'password' | 'code'
  ended: 'accept' | 'reject' | 'challenge' | Exclude<Ended['how'], 'answer'>
  /** From the first sending to the end. */
  ms: number
  sends: number
  ignored: Ignored
  /** The rest is of the answer; null where there is none. */
  answer: Answer | null
  /** Why this machine could not ask: the operating system's code. */
  code: string | null
}

export interface Answer {
  /** Whether it carries a Message-Authenticator. */
  signed: boolean
  /** What the server would have shown to the user; untrusted. */
  message: string
  chapError: ChapError | null
  proof: Proof
  /** Types of the attributes for the NAS, each once; 26 is Vendor-Specific. */
  attributes: number[]
}

const endings: Readonly<Record<number, 'accept' | 'reject' | 'challenge'>> = {
  [codes.accessAccept]: 'accept',
  [codes.accessReject]: 'reject',
  [codes.accessChallenge]: 'challenge',
}

/** About the exchange or for the user; whatever else there is tells the NAS what the user may do. */
const notForNas: readonly number[] = [types.messageAuthenticator, types.state, types.replyMessage]

export function legOf(
  sent: Leg['sent'],
  {ended, ...counted}: Exchanged,
  proofIn: (accept: Packet) => Proof,
): Leg {
  const none = {answer: null, code: null}
  switch (ended.how) {
    case 'answer':
      return {
        ...{sent, ...counted, ...none},
        ended: endings[ended.packet.code]!,
        answer: answerOf(ended.packet, ended.signed, proofIn),
      }
    case 'unreachable':
      return {...{sent, ...counted, ...none}, ended: 'unreachable', code: ended.code}
    default:
      return {...{sent, ...counted, ...none}, ended: ended.how}
  }
}

const answerOf = (packet: Packet, signed: boolean, proofIn: (accept: Packet) => Proof): Answer => ({
  signed,
  message: textOf(packet, types.replyMessage),
  chapError: chapErrorOf(packet),
  proof: packet.code === codes.accessAccept ? proofIn(packet) : null,
  attributes: [...new Set(packet.attributes.map(({type}) => type))].filter(
    (type) => !notForNas.includes(type),
  ),
})
