import {CannotKnow} from '../../core/evidence.ts'
import type {Route} from '../net/network.ts'
import type {GraphPlace} from '../world.ts'
import {clientAssertion, type Sign} from './assertion.ts'
import {azureCliToken} from './azure-cli.ts'
import {confidential, publicClient, type Wire} from './msal.ts'

/** How Microsoft Graph is signed in to. */
export type SignIn =
  | {way: 'none'}
  | {way: 'token'; token: string}
  | {way: 'app'; appId: string; secret: string}
  | {way: 'app'; appId: string; sha1: string; sha256: string; sign: Sign}
  /** `permissions` are asked for in place of those that reading needs. */
  | {way: 'device'; appId: string; permissions?: readonly string[]; show(message: string): void}
  | {way: 'azure-cli'}
  /** Tried before the run and failed. */
  | {way: 'refused'; reason: CannotKnow}

/** Gets a bearer token for Graph; rejects with `CannotKnow`. */
export async function bearerFor(
  route: Route,
  place: GraphPlace,
  how: SignIn,
  signal: AbortSignal,
): Promise<string> {
  switch (how.way) {
    case 'none':
      throw new CannotKnow('not-asked', 'no sign-in for Microsoft Graph is configured')
    case 'refused':
      throw how.reason
    case 'token':
      return how.token
    case 'azure-cli':
      return azureCliToken(place.host, signal)
    case 'app': {
      const {wire, app} = confidential({route, ...place, clientId: how.appId, signal}, proofOf(how, place))
      return granted(
        wire,
        'the application',
        app.acquireTokenByClientCredential({scopes: [`https://${place.host}/.default`]}),
      )
    }
    case 'device': {
      const {wire, app} = publicClient({route, ...place, clientId: how.appId, signal})
      const {permissions = ['Application.Read.All', 'User.Read.All']} = how
      const scopes = permissions.map((permission) => `https://${place.host}/${permission}`)
      const deviceCodeCallback = ({message}: {message: string}) => how.show(message)
      return granted(wire, 'the person', app.acquireTokenByDeviceCode({scopes, deviceCodeCallback}))
    }
  }
}

function proofOf(how: Extract<SignIn, {way: 'app'}>, {stsUrl, tenant}: GraphPlace): object {
  if ('secret' in how) return {clientSecret: how.secret}
  const audience = `https://${new URL(stsUrl).hostname}/${tenant}/oauth2/v2.0/token`
  return {clientAssertion: () => clientAssertion({clientId: how.appId, audience, ...how}, how.sign)}
}

async function granted(
  wire: Wire,
  who: string,
  asking: Promise<{accessToken: string} | null>,
): Promise<string> {
  const refused = (said: string) =>
    new CannotKnow('denied', `Sign-in to Microsoft Graph failed for ${who}: ${said}`)
  try {
    const token = (await asking)?.accessToken
    if (typeof token === 'string' && token !== '') return token
  } catch (error) {
    if (error instanceof CannotKnow) throw error
    if (wire.failure)
      throw new CannotKnow(
        'error',
        `The token service for Microsoft Graph could not be reached: ${wire.failure.message}`,
      )
    const {errorMessage, message} = error as {errorMessage?: string; message?: string}
    throw refused((errorMessage ?? message ?? '').split('Trace ID')[0]!.trim().slice(0, 400))
  }
  throw refused('no token came back')
}
