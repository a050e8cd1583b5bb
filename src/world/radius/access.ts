import {LayerFailure, within} from '../net/layers.ts'
import type {Names} from '../net/names.ts'

/** Which server is to be asked, as the operator says it; holds a secret. */
export interface RadiusAccess {
  /** A name or address. */
  host: string
  port: number
  secret: string
}

const nameMs = 5_000

/** "nps1.contoso.com:1812", "[2001:db8::1]:1812" */
export const shown = ({host, port}: Pick<RadiusAccess, 'host' | 'port'>): string =>
  `${host.includes(':') ? `[${host}]` : host}:${port}`

/** The first address of a name; null where there is none. */
export async function addressOf(
  host: string,
  names: Pick<Names, 'lookup'>,
  signal: AbortSignal,
): Promise<string | null> {
  try {
    const [address] = await within(names.lookup(host), {
      ...{layer: 'name', waitingFor: `no answer to the name look-up of ${host}`, ms: nameMs, signal},
      stop() {},
    })
    return address ?? null
  } catch (error) {
    if (!signal.aborted && error instanceof LayerFailure) return null
    throw error
  }
}
