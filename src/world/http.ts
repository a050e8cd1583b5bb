import {Agent, type Dispatcher, request} from 'undici'
import type {Path} from '../facts/path.ts'
import {carrying, codeOf, cutShort, LayerFailure} from './net/layers.ts'
import {openTls, type Route} from './net/network.ts'
import {redacted} from './redacted.ts'

export interface Response {
  status: number
  headers: Readonly<Record<string, string>>
  /** At most the asked number of characters. */
  body: string
  /** The body went on beyond that. */
  truncated: boolean
  path: Path
  /** The body where it is a JSON object, else null. */
  json(): Record<string, unknown> | null
}

export interface Asking {
  method?: 'GET' | 'POST' | 'PATCH'
  headers?: Readonly<Record<string, string>>
  body?: string
  /** Characters of the body that are read; the rest is not waited for. */
  limit?: number
  /** What else of the request is no answer's to repeat. */
  secrets?: readonly string[]
}

/** The longest wait for an answer's headers, and for its body, in milliseconds. */
const answerMs = 6_000
/** Node's own limit of a header block, in bytes. */
const headerBytes = 16_384

/**
 * One HTTPS request on a connection of its own; redirects are answers. Fails with a `LayerFailure` that says which
 * layer did not work and carries the way so far.
 */
export async function ask(
  route: Route,
  url: URL,
  signal: AbortSignal,
  asking: Asking = {},
): Promise<Response> {
  let path: Path | undefined
  let failure: unknown
  const agent = new Agent({
    connect: (_options, done) => {
      openTls(route, url.hostname, Number(url.port || 443), signal).then(
        (opened) => {
          path = opened.path
          done(null, opened.socket)
        },
        (error) => {
          failure = error
          done(error, null)
        },
      )
    },
    headersTimeout: answerMs,
    bodyTimeout: answerMs,
    maxHeaderSize: headerBytes,
    pipelining: 0,
    allowH2: false,
  })
  try {
    const {method = 'GET', headers = {}, body, limit = 65_536, secrets: more = []} = asking
    const answer = await request(url, {
      method,
      headers: {'user-agent': 'npsmfa', ...headers},
      body: body ?? null,
      signal,
      dispatcher: agent,
    })
    const declared = Number(answer.headers['content-length'] ?? 0)
    // What is too large to be read whole is not read at all.
    const {text, truncated} = declared > limit ? drop(answer.body) : await read(answer.body, limit)
    const secrets = [...secretsIn(headers, body), ...more]
    const clean = (said: string) => redacted(said, secrets)
    return {
      status: answer.statusCode,
      headers: flat(answer.headers, clean),
      body: clean(text),
      truncated,
      path: path!,
      json: () => jsonObject(text, clean),
    }
  } catch (error) {
    throw failure ?? carrying(httpFailure(url, error, signal), path ?? {})
  } finally {
    agent.destroy().catch(() => {})
  }
}

function drop(body: Dispatcher.ResponseData['body']) {
  body.on('error', () => {})
  body.destroy()
  return {text: '', truncated: true}
}

/** What comes of a body in time, at most `limit` bytes: an answer whose body breaks off is still an answer. */
async function read(body: Dispatcher.ResponseData['body'], limit: number) {
  const chunks: Buffer[] = []
  let size = 0
  let whole = true
  const timer = setTimeout(() => body.destroy(), answerMs)
  try {
    for await (const chunk of body as AsyncIterable<Buffer>) {
      chunks.push(chunk)
      size += chunk.length
      if (size > limit) break
    }
  } catch {
    whole = false
  } finally {
    clearTimeout(timer)
  }
  const text = Buffer.concat(chunks).subarray(0, limit).toString('utf8')
  return {text, truncated: size > limit || !whole}
}

/** What a request proves itself by: its token, and members of the body (RFC 6749 §2.3.1, RFC 7523 §2.2, RFC 8628 §3.4). */
function secretsIn(headers: Readonly<Record<string, string>>, body: string | undefined): string[] {
  const form = new URLSearchParams(body)
  const proofs = ['client_assertion', 'client_secret', 'device_code', 'refresh_token']
  const token = headers.authorization?.split(' ')[1] ?? ''
  return [token, ...proofs.flatMap((name) => form.getAll(name))]
}

/** A token that is handed out begins like the one that was sent, and is not to be touched. */
const handedOut = /_token$/

/** Cleaned string by string, since JSON may spell a secret in more than one way. */
function jsonObject(text: string, clean: (said: string) => string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text, (name, member) =>
      typeof member === 'string' && !handedOut.test(name) ? clean(member) : member,
    )
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : null
  } catch {
    return null
  }
}

const flat = (headers: Record<string, string | string[] | undefined>, clean: (said: string) => string) =>
  Object.fromEntries(
    Object.entries(headers).map(([k, v]) => [k.toLowerCase(), clean([v ?? ''].flat().join(', '))]),
  )

const late = ['UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT']

function httpFailure(url: URL, error: unknown, signal: AbortSignal): LayerFailure {
  const code = codeOf(error)
  const silent = `${url.hostname} completed the TLS handshake but gave no HTTP answer`
  if (late.includes(code)) return new LayerFailure('http', 'timeout', `${silent} in time`)
  if (signal.aborted) return new LayerFailure('http', cutShort, `${silent} before the time was up`)
  return new LayerFailure('http', 'failed', `what ${url.hostname} answered is not usable HTTP (${code})`)
}
