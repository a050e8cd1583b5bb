import {randomUUID} from 'node:crypto'
import {plain} from '../../core/words.ts'
import {ask, type Response} from '../http.ts'
import {LayerFailure} from '../net/layers.ts'
import type {Route} from '../net/network.ts'
import {waitOf} from '../persist.ts'
import {type Graph, graphAt} from './graph.ts'
import {refusalText, type Said, unsureText, WriteRefused, WriteUnsure, whyRefused} from './write-failure.ts'

/** The largest answer to a write that is read, in characters: a principal that was made, without its keys. */
const largest = 262_144

export interface Writing {
  /** What it does, after "to": "enable the service principal". */
  what: string
  /** What it needs at least. */
  permission: string
  /** What of the body must not come back in any text. */
  proofs?: readonly string[]
  signal: AbortSignal
}

/**
 * The only door through which Microsoft Graph is changed; a doctor is never given it. Each write is made once:
 * it rejects with `WriteRefused` where nothing was done, and with `WriteUnsure` where only reading can tell.
 */
export interface GraphWriter {
  get: Graph['get']
  /** An object of Graph's, or null where it has nothing to say. */
  post(path: string, body: object, writing: Writing): Promise<Record<string, unknown> | null>
  patch(path: string, body: object, writing: Writing): Promise<Record<string, unknown> | null>
}

/** Microsoft Graph below /v1.0 with a token that `bearer` provides once. */
export function graphWriterAt(
  route: Route,
  host: string,
  bearer: (signal: AbortSignal) => Promise<string>,
): GraphWriter {
  let token: Promise<string> | undefined
  const once = (signal: AbortSignal) => {
    token ??= bearer(signal)
    return token
  }
  const by =
    (method: 'POST' | 'PATCH'): GraphWriter['post'] =>
    async (path, body, writing) => {
      const authorization = `Bearer ${await once(writing.signal)}`
      return send(route, new URL(`https://${host}/v1.0${path}`), {method, authorization, body}, writing)
    }
  return {get: graphAt(route, host, once).get, post: by('POST'), patch: by('PATCH')}
}

interface Sent {
  method: 'POST' | 'PATCH'
  authorization: string
  body: object
}

async function send(route: Route, url: URL, {method, authorization, body}: Sent, writing: Writing) {
  const {what, proofs = [], signal} = writing
  const id = randomUUID()
  const headers = {
    authorization,
    accept: 'application/json',
    'content-type': 'application/json',
    'client-request-id': id,
  }
  const asking = {method, headers, body: JSON.stringify(body), secrets: proofs, limit: largest}
  return read(await ask(route, url, signal, asking).catch((error) => broken(error, what)), id, writing)
}

/** A connection that never was has changed nothing; one that broke off may have. */
function broken(error: unknown, what: string): never {
  if (!(error instanceof LayerFailure)) throw error
  const text = `Microsoft Graph could not be asked to ${what}: ${plain(error.message)}`
  throw error.layer === 'http' ? new WriteUnsure(text) : new WriteRefused('unreachable', text)
}

const word = (value: unknown, shape: RegExp): string | null =>
  typeof value === 'string' && shape.test(value) ? value : null

function read(answer: Response, id: string, {what, permission}: Writing): Record<string, unknown> | null {
  const {status, headers} = answer
  const body = answer.json()
  const error = (body?.error ?? {}) as {
    code?: unknown
    message?: unknown
    innerError?: {'request-id'?: unknown}
  }
  const code = word(error.code, /^\w{1,100}$/)
  const told: Said = {
    status,
    code: code ?? '',
    message: word(error.message, /^[\s\S]{1,1000}$/) ?? '',
    requestId: word(error.innerError?.['request-id'] ?? headers['request-id'], /^[\w-]{1,64}$/) ?? id,
  }
  if (status === 204) return null
  if ((status === 200 || status === 201) && body && !body.error) return body
  // 408 is a server that has lost patience (RFC 9110 §15.5.9).
  if (status < 400 || status === 408 || status >= 500) throw new WriteUnsure(unsureText(what, told))
  const why = whyRefused(told)
  const waitMs = why === 'throttled' ? waitOf(headers['retry-after']) : 0
  throw new WriteRefused(why, refusalText(what, why, permission, told), {
    code,
    requestId: told.requestId,
    waitMs,
  })
}
