import {codes} from '../../codecs/radius/numbers.ts'
import type {Leg} from '../../core/radius.ts'
import {codeOf} from '../net/layers.ts'
import {exchange, nothingIgnored} from './exchange.ts'
import {legOf} from './leg.ts'
import {nasAttributes} from './nas.ts'
import type {Patience} from './patience.ts'
import {identifiers, signed} from './request.ts'
import type {RadiusServer} from './server.ts'
import {withConnected} from './socket.ts'

/** Asks whether the server is there (RFC 5997); about nobody. NPS does not answer it, but a closed port does. */
export async function askStatus(server: RadiusServer, patience: Patience, signal: AbortSignal): Promise<Leg> {
  const nas = await nasAttributes(server)
  const request = signed(codes.statusServer, identifiers()(), server.secret, () => nas)
  try {
    const exchanged = await withConnected(server, (socket) =>
      exchange(socket, server, request, patience, signal),
    )
    return legOf('status', exchanged)
  } catch (error) {
    if (signal.aborted) throw error
    const ended = {how: 'unreachable', code: codeOf(error)} as const
    return legOf('status', {ended, ms: 0, sends: 0, ignored: nothingIgnored()})
  }
}
