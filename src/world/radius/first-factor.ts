import {randomBytes} from 'node:crypto'
import {authenticatorResponse} from '../../codecs/radius/ms-chap.ts'
import {chapAttributes, chapProofOf} from '../../codecs/radius/ms-chap-attributes.ts'
import {attributes as types} from '../../codecs/radius/numbers.ts'
import type {Attribute, Packet} from '../../codecs/radius/packet.ts'
import {hidePassword} from '../../codecs/radius/user-password.ts'
import type {Answer} from '../../core/radius.ts'

export type Proof = Answer['proof']

/** How a password is proven to the server. */
export interface FirstFactor {
  attributes(authenticator: Buffer): Attribute[]
  proofIn(accept: Packet): Proof
}

interface Asked {
  user: string
  password: string
  server: {secret: Buffer}
}

export const byPap = ({password, server}: Asked): FirstFactor => ({
  attributes: (authenticator) => [
    {type: types.userPassword, value: hidePassword(password, server.secret, authenticator)},
  ],
  proofIn: () => null,
})

export function byMsChap({user, password}: Asked): FirstFactor {
  const exchange = {
    userName: user,
    authenticatorChallenge: randomBytes(16),
    peerChallenge: randomBytes(16),
  }
  return {
    attributes: () => chapAttributes(exchange, password),
    proofIn(accept) {
      const proof = chapProofOf(accept)
      if (proof === null) return 'missing'
      return proof === authenticatorResponse(exchange, password) ? 'right' : 'wrong'
    },
  }
}
