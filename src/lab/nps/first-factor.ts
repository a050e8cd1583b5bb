import {authenticatorResponse, ntResponse} from '../../codecs/radius/ms-chap.ts'
import {type ChapRequest, chapAnswer, chapRequestOf} from '../../codecs/radius/ms-chap-attributes.ts'
import {microsoft, attributes as types} from '../../codecs/radius/numbers.ts'
import {type Attribute, octetsOf, type Packet} from '../../codecs/radius/packet.ts'
import {revealPassword} from '../../codecs/radius/user-password.ts'
import type {Protocol} from './configuration.ts'

/** How a request proves a password, and what its answers carry beside what everybody's do. */
export interface Proof {
  protocol: Protocol
  matches(password: string): boolean
  /** With an accept. */
  welcome(password: string): Attribute[]
  /** With a refusal. */
  regret(error: number): Attribute[]
}

export function proofIn(request: Packet, secret: Buffer): Proof {
  const chap = chapRequestOf(request)
  if (chap) return byMsChap(chap)
  const given = passwordIn(request, secret)
  return {
    protocol: given === null ? 'unauthenticated' : 'pap',
    matches: (password) => password === given,
    welcome: () => [],
    regret: () => [],
  }
}

/** A password or a code by PAP; null where there is none that can be read. */
export function passwordIn(request: Packet, secret: Buffer): string | null {
  const hidden = octetsOf(request, types.userPassword)
  if (!hidden) return null
  try {
    return revealPassword(hidden, secret, request.authenticator)
  } catch {
    return null
  }
}

const byMsChap = (chap: ChapRequest): Proof => ({
  protocol: 'ms-chap-v2',
  matches: (password) => ntResponse(chap.exchange, password).equals(chap.response),
  welcome: (password) => [
    chapAnswer(microsoft.chap2Success, chap, authenticatorResponse(chap.exchange, password)),
  ],
  regret: (error) => [chapAnswer(microsoft.chapError, chap, `E=${error} R=0 V=3`)],
})
