import {chapErrorOf} from '../../codecs/radius/ms-chap-attributes.ts'
import {codes, microsoft, attributes as types} from '../../codecs/radius/numbers.ts'
import {type Attribute, type Packet, textOf} from '../../codecs/radius/packet.ts'
import type {Answer, Leg} from '../../core/radius.ts'
import type {Exchanged} from './exchange.ts'
import type {Proof} from './first-factor.ts'

const endings: Readonly<Record<number, 'accept' | 'reject' | 'challenge'>> = {
  [codes.accessAccept]: 'accept',
  [codes.accessReject]: 'reject',
  [codes.accessChallenge]: 'challenge',
}

/** About the exchange or for the user; whatever else there is tells the NAS what the user may do. */
const notForNas: readonly number[] = [types.messageAuthenticator, types.state, types.replyMessage]
/** The same of Microsoft's: the server's proof and its error. */
const ofMsChap: readonly (number | undefined)[] = [microsoft.chapError, microsoft.chap2Success]

const isForNas = ({type, value}: Attribute): boolean => {
  if (type !== types.vendorSpecific || value.length < 5) return !notForNas.includes(type)
  return value.readUInt32BE(0) !== microsoft.vendor || !ofMsChap.includes(value[4])
}

export const nothingToProve = (): Proof => null

/** An exchange as it is told. */
export function legOf(
  sent: Leg['sent'],
  {ended, ms, ...counted}: Exchanged,
  proofIn: (accept: Packet) => Proof = nothingToProve,
): Leg {
  const told = {sent, ms: Math.round(ms), ...counted, answer: null, error: null}
  switch (ended.how) {
    case 'answer': {
      const answer = answerOf(ended.packet, ended.signed, proofIn)
      return {...told, ended: endings[ended.packet.code]!, answer}
    }
    case 'unreachable':
      return {...told, ended: 'unreachable', error: ended.code}
    default:
      return {...told, ended: ended.how}
  }
}

const answerOf = (packet: Packet, signed: boolean, proofIn: (accept: Packet) => Proof): Answer => ({
  signed,
  message: textOf(packet, types.replyMessage),
  chapError: chapErrorOf(packet),
  proof: packet.code === codes.accessAccept ? proofIn(packet) : null,
  attributes: [...new Set(packet.attributes.filter(isForNas).map(({type}) => type))],
})
