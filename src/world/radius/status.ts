import {codes} from '../../codecs/radius/numbers.ts'
import type {Leg} from '../../core/radius.ts'
import {askConnected} from './connected.ts'
import {nasAttributes} from './nas.ts'
import type {Patience} from './patience.ts'
import {identifiers, signed} from './request.ts'
import type {RadiusServer} from './server.ts'

/** Asks whether the server is there (RFC 5997), about nobody. NPS does not answer it; others do. */
export async function askStatus(server: RadiusServer, patience: Patience, signal: AbortSignal): Promise<Leg> {
  const nas = await nasAttributes(server)
  const request = signed(codes.statusServer, identifiers()(), server.secret, () => nas)
  return askConnected('status', server, request, patience, signal)
}
