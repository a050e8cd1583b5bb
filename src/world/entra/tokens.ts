import {CannotKnow} from '../../core/evidence.ts'
import type {Token} from '../../facts/token.ts'
import type {Route} from '../net/network.ts'
import {type Acquired, askForToken, type TokenRequest} from './token.ts'

/** The extension's tokens, each asked for once. */
export function tokens(route: Route) {
  const asked = new Map<string, Promise<Acquired>>()
  const acquire = (request: TokenRequest, signal: AbortSignal): Promise<Acquired> => {
    const {stsUrl, tenant, clientId, resource, certificate} = request
    const key = JSON.stringify([stsUrl, tenant, clientId, resource, certificate.sha256])
    const acquired = asked.get(key) ?? askForToken(route, request, signal)
    asked.set(key, acquired)
    return acquired
  }
  return {
    ask: async (request: TokenRequest, signal: AbortSignal): Promise<Token> =>
      (await acquire(request, signal)).token,
    async bearer(request: TokenRequest, signal: AbortSignal): Promise<string> {
      const {bearer} = await acquire(request, signal)
      if (bearer === null) throw new CannotKnow('error', 'the token service gave the certificate no token')
      return bearer
    },
  }
}
