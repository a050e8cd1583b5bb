import {codes, attributes as types} from '../../codecs/radius/numbers.ts'
import {type Attribute, type Packet, textOf} from '../../codecs/radius/packet.ts'
import {hidePassword} from '../../codecs/radius/user-password.ts'
import type {Leg} from '../../core/radius.ts'
import {exchange} from './exchange.ts'
import {byMsChap, byPap, type FirstFactor, type Proof} from './first-factor.ts'
import {legOf, nothingToProve} from './leg.ts'
import {nasAttributes} from './nas.ts'
import type {Patience} from './patience.ts'
import {identifiers, signed, userName} from './request.ts'
import type {RadiusServer} from './server.ts'
import {withSocket} from './socket.ts'

export interface SignIn {
  server: RadiusServer
  user: string
  password: string
  protocol: 'pap' | 'mschapv2'
  /** Sent beside what every request carries; takes the place of it where it is of the same type. */
  attributes?: readonly Attribute[]
  patience: Patience
  /** Asks somebody for the code that the server wants; null where nobody has one. */
  askCode(prompt: string, signal: AbortSignal): Promise<string | null>
}

/** No server of an MFA sign-in asks more often. */
const mostCodes = 5

const firstFactors: Readonly<Record<SignIn['protocol'], (asked: SignIn) => FirstFactor>> = {
  pap: byPap,
  mschapv2: byMsChap,
}

/** Signs in once, as a NAS does, and tells what came of each request. A password or code is never tried twice. */
export async function signIn(asked: SignIn, signal: AbortSignal): Promise<Leg[]> {
  const {server, user, protocol, patience} = asked
  const nas = await nasAttributes(server, asked.attributes)
  const next = identifiers()
  const first = firstFactors[protocol](asked)
  return withSocket(server, async (socket) => {
    const legs: Leg[] = []
    const ask = async (
      sent: Leg['sent'],
      proof: (authenticator: Buffer) => readonly Attribute[],
      proofIn: (accept: Packet) => Proof,
    ): Promise<Packet | null> => {
      const request = signed(codes.accessRequest, next(), server.secret, (authenticator) => [
        userName(user),
        ...proof(authenticator),
        ...nas,
      ])
      const exchanged = await exchange(socket, server, request, patience, signal)
      legs.push(legOf(sent, exchanged, proofIn))
      return exchanged.ended.how === 'answer' ? exchanged.ended.packet : null
    }

    let answer = await ask('password', first.attributes, first.proofIn)
    // Only PAP has a place for a code.
    while (answer?.code === codes.accessChallenge && protocol === 'pap' && legs.length <= mostCodes) {
      const code = await asked.askCode(textOf(answer, types.replyMessage), signal)
      if (code === null) break
      const state = answer.attributes.filter(({type}) => type === types.state)
      const hidden = (authenticator: Buffer) => [
        {type: types.userPassword, value: hidePassword(code, server.secret, authenticator)},
        ...state,
      ]
      answer = await ask('code', hidden, nothingToProve)
    }
    return legs
  })
}
