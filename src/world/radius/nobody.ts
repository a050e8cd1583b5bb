import {randomBytes, randomUUID} from 'node:crypto'
import {nobodyNamed} from '../../catalogue/nobody.ts'
import {codes, attributes as types} from '../../codecs/radius/numbers.ts'
import {hidePassword} from '../../codecs/radius/user-password.ts'
import type {Leg} from '../../core/radius.ts'
import {askConnected} from './connected.ts'
import {nasAttributes} from './nas.ts'
import type {Patience} from './patience.ts'
import {identifiers, type signed, userName} from './request.ts'
import type {RadiusServer} from './server.ts'

/**
 * Asks for a user who cannot exist (RFC 2606: .invalid), so that nobody's phone rings and nobody's password is counted.
 * A server that refuses is there, knows this client, and has its secret. `request` makes it signed, or without
 * Message-Authenticator.
 */
export async function askForNobody(
  server: RadiusServer,
  request: typeof signed,
  patience: Patience,
  signal: AbortSignal,
): Promise<Leg> {
  const nas = await nasAttributes(server)
  const asked = request(codes.accessRequest, identifiers()(), server.secret, (authenticator) => [
    userName(nobodyNamed(randomUUID().slice(0, 8))),
    {
      type: types.userPassword,
      value: hidePassword(randomBytes(8).toString('hex'), server.secret, authenticator),
    },
    ...nas,
  ])
  return askConnected('nobody', server, asked, patience, signal)
}
