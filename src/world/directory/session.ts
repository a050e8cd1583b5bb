import {Client} from 'ldapts'
import {CannotKnow} from '../../core/evidence.ts'
import type {Route} from '../net/network.ts'
import {openLdap} from './connect.ts'
import {readable} from './errors.ts'

export interface DirectoryAccess {
  url: URL
  user: string
  password: string
  /** Where to search; null asks the directory for its default naming context. */
  base: string | null
}

export interface Session {
  client: Client
  base: string
}

/** One operation of an LDAP session may take this long, in milliseconds. */
const operationMs = 6_000

/** Connects with TLS, binds, and finds the base of the directory; `signal` ends the session whenever it aborts. */
export async function openSession(
  route: Route,
  access: DirectoryAccess,
  signal: AbortSignal,
): Promise<Session> {
  try {
    const socket = await openLdap(route, access.url, signal)
    // TLS is made and verified; ldapts takes the open socket over.
    const createSecureConnection = (() => socket) as never
    const client = new Client({
      url: `ldaps://${access.url.hostname}`,
      timeout: operationMs,
      createSecureConnection,
    })
    signal.addEventListener('abort', () => socket.destroy(), {once: true})
    await client.bind(access.user, access.password)
    return {client, base: access.base ?? (await defaultBase(client, access.url.host))}
  } catch (error) {
    throw readable(error, access)
  }
}

async function defaultBase(client: Client, server: string): Promise<string> {
  const {searchEntries} = await client.search('', {
    scope: 'base',
    attributes: ['defaultNamingContext'],
    sizeLimit: 1,
  })
  const base = searchEntries[0]?.defaultNamingContext
  if (typeof base === 'string' && base !== '') return base
  throw new CannotKnow(
    'error',
    `${server} names no default naming context; say where to search with --ldap-base`,
  )
}
