import {Client} from 'ldapts'
import {CannotKnow} from '../../core/evidence.ts'
import type {Route} from '../net/network.ts'
import {openLdap} from './connect.ts'
import {discover} from './discover.ts'
import {readable} from './errors.ts'

export interface DirectoryAccess {
  /** Null: a domain controller of the domain in the user's suffix is looked up in DNS. */
  url: URL | null
  user: string
  password: string
  /** Where to search; null asks the directory for its default naming context. */
  base: string | null
}

export interface Session {
  client: Client
  server: string
  base: string
  /** To be called before each request. */
  asking(): void
}

/** One operation of an LDAP session may take this long, in milliseconds. */
const operationMs = 6_000

export const domainOf = (user: string): string => user.split('@').at(-1) ?? ''

/** Connects with TLS, binds, and finds the base of the directory; `signal` ends the session whenever it aborts. */
export async function openSession(
  route: Route,
  access: DirectoryAccess,
  signal: AbortSignal,
): Promise<Session> {
  let server = access.url?.host ?? domainOf(access.user)
  try {
    const url = access.url ?? (await discover(route.names, domainOf(access.user)))
    server = url.host
    const {socket, asking} = await openLdap(route, url, signal)
    signal.addEventListener('abort', () => socket.destroy(), {once: true})
    // TLS is made and verified; ldapts takes the open socket over.
    const createSecureConnection = (() => socket) as never
    const client = new Client({url: `ldaps://${url.hostname}`, timeout: operationMs, createSecureConnection})
    await client.bind(access.user, access.password)
    return {client, server, asking, base: access.base ?? (await defaultBase(client, server))}
  } catch (error) {
    throw readable(error, server, access.user)
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
