import {CannotKnow} from '../../core/evidence.ts'
import type {Token} from '../../facts/token.ts'
import {cutShort} from '../net/layers.ts'
import type {Route} from '../net/network.ts'
import {clientAssertion, type Sign} from './assertion.ts'
import {confidential} from './msal.ts'

export interface TokenRequest {
  stsUrl: string
  tenant: string
  clientId: string
  /** `https://<resource host>/<path>`, without `/.default`. */
  resource: string
  certificate: {sha1: string; sha256: string}
  sign: Sign
}

export interface Acquired {
  /** What the token service answered. */
  token: Token
  /** The token itself, which stays in the world; null where none was granted. */
  bearer: string | null
}

/** Asks for the extension’s token exactly as the extension does; a refusal is an answer, not an error. */
export async function askForToken(route: Route, asked: TokenRequest, signal: AbortSignal): Promise<Acquired> {
  const host = new URL(asked.stsUrl).hostname
  const audience = `https://${host}/${asked.tenant}/oauth2/v2.0/token`
  let signing: unknown = null
  const prove = async () => {
    try {
      return await clientAssertion({clientId: asked.clientId, audience, ...asked.certificate}, asked.sign)
    } catch (error) {
      signing = error
      throw error
    }
  }
  const client = {route, stsUrl: asked.stsUrl, tenant: asked.tenant, clientId: asked.clientId, signal}
  const {app, wire} = confidential(client, {clientAssertion: prove})
  const common = {host, resource: asked.resource}
  const none = (token: Answer<Token['answer']>): Acquired => ({token: {...common, ...token}, bearer: null})
  try {
    const granted = await app.acquireTokenByClientCredential({scopes: [`${asked.resource}/.default`]})
    if (!isToken(granted?.accessToken)) return none({answer: 'not-a-token-service', status: wire.status})
    const expires = granted.expiresOn ? granted.expiresOn.getTime() - Date.now() : 0
    const lifetimeMs = Math.max(0, Math.round(expires / 60_000) * 60_000)
    return {token: {...common, answer: 'granted', lifetimeMs}, bearer: granted.accessToken}
  } catch (error) {
    if (signing) throw signing
    if (wire.failure?.code === cutShort) throw new CannotKnow('timeout', wire.failure.message)
    if (wire.failure) {
      const {layer, code, message} = wire.failure
      return none({answer: 'unreachable', failure: {layer, code, detail: message}})
    }
    return none(refusal(error, wire.status))
  }
}

/** A token is text; whatever else is called so is no answer of a token service. */
const isToken = (value: unknown): value is string => typeof value === 'string' && value !== ''

type Answer<A> = A extends unknown ? Omit<Extract<Token, {answer: A}>, 'host' | 'resource'> : never

function refusal(error: unknown, status: number | null): Answer<'refused' | 'not-a-token-service'> {
  const {errorCode = '', errorMessage = ''} = error as {errorCode?: string; errorMessage?: string}
  const codes = [...errorMessage.matchAll(/\bAADSTS(\d{4,8})\b/g)].map((m) => Number(m[1]))
  if (
    codes.length === 0 &&
    !/^(invalid|unauthorized|unsupported|temporarily|access|server)_/.test(errorCode)
  ) {
    return {answer: 'not-a-token-service', status}
  }
  // msal puts "Correlation ID … Trace ID …" of its own around the server's text.
  const description = /AADSTS\d+:[\s\S]*/.exec(errorMessage)?.[0] ?? errorMessage
  return {
    answer: 'refused',
    status: status ?? 0,
    error: errorCode,
    codes: [...new Set(codes)],
    description: description.slice(0, 1500),
  }
}
