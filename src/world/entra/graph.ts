import {CannotKnow} from '../../core/evidence.ts'
import {ask, type Response} from '../http.ts'
import {LayerFailure, whyOf} from '../net/layers.ts'
import type {Route} from '../net/network.ts'
import {persist} from '../persist.ts'

/** The largest answer that is read, in characters; a principal with 300 keys has about half of that. */
const largest = 1_000_000
/** So many requests at a time: many users at once would only be throttled. */
const atOnce = 8

export interface Graph {
  /** GET of a path below /v1.0; null when there is no such object. `permission` is what the request needs at least. */
  get: Get
  /** The same below /beta, for what v1.0 does not have. */
  beta: Get
}

type Get = (path: string, permission: string, signal: AbortSignal) => Promise<Record<string, unknown> | null>

/** Microsoft Graph with a token that `bearer` provides once. */
export function graphAt(route: Route, host: string, bearer: (signal: AbortSignal) => Promise<string>): Graph {
  let token: Promise<string> | undefined
  const inTurn = turns(atOnce)
  const below =
    (version: string): Get =>
    async (path, permission, signal) => {
      token ??= bearer(signal)
      const authorization = `Bearer ${await token}`
      const url = new URL(`https://${host}/${version}${path}`)
      const once = () => inTurn(() => reach(route, url, authorization, signal))
      return read(await persist(once, 'Microsoft Graph', signal), host, permission)
    }
  return {get: below('v1.0'), beta: below('beta')}
}

/** Lets at most `places` works run at a time, in the order they came. */
function turns(places: number) {
  const waiting: (() => void)[] = []
  let free = places
  return async <T>(work: () => Promise<T>): Promise<T> => {
    if (free > 0) free--
    else await new Promise<void>((go) => waiting.push(go))
    try {
      return await work()
    } finally {
      const next = waiting.shift()
      if (next) next()
      else free++
    }
  }
}

async function reach(route: Route, url: URL, authorization: string, signal: AbortSignal): Promise<Response> {
  try {
    return await ask(route, url, signal, {
      headers: {authorization, accept: 'application/json'},
      limit: largest,
    })
  } catch (error) {
    if (!(error instanceof LayerFailure)) throw error
    throw new CannotKnow(
      whyOf(error),
      `Microsoft Graph (${url.hostname}) could not be asked: ${error.message}`,
    )
  }
}

function read(answer: Response, host: string, permission: string): Record<string, unknown> | null {
  const body = answer.json()
  const {code = '', message = ''} = (body?.error ?? {}) as {code?: string; message?: string}
  const said = `${answer.status} ${code} ${message}`.trim().slice(0, 300)
  if (answer.status === 200 && body && !body.error) return body
  if (answer.status === 404 && code === 'Request_ResourceNotFound') return null
  if (answer.status === 403) {
    throw new CannotKnow(
      'denied',
      `Microsoft Graph refused (${said}); grant the permission ${permission} to the identity that asks`,
    )
  }
  if (answer.status === 401) {
    throw new CannotKnow(
      'denied',
      `Microsoft Graph did not accept the token (${said}); get a new one, with the permission ${permission}`,
    )
  }
  if (answer.status === 429)
    throw new CannotKnow('error', `Microsoft Graph is throttling (${said}); try again later`)
  throw new CannotKnow('error', `${host} did not answer as Microsoft Graph does (${said || answer.status})`)
}
