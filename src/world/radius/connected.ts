import type {Leg} from '../../core/radius.ts'
import {codeOf} from '../net/layers.ts'
import {exchange, nothingIgnored, type Request} from './exchange.ts'
import {legOf} from './leg.ts'
import type {Patience} from './patience.ts'
import type {RadiusServer} from './server.ts'
import {withConnected} from './socket.ts'

/** Asks on a socket that hears the server alone: where nothing listens, that is told at once. */
export async function askConnected(
  sent: Leg['sent'],
  server: RadiusServer,
  request: Request,
  patience: Patience,
  signal: AbortSignal,
): Promise<Leg> {
  try {
    return await withConnected(server, async (socket) =>
      legOf(sent, await exchange(socket, server, request, patience, signal)),
    )
  } catch (error) {
    if (signal.aborted) throw error
    const ended = {how: 'unreachable', code: codeOf(error)} as const
    return legOf(sent, {ended, ms: 0, sends: 0, ignored: nothingIgnored()})
  }
}
