import {Client} from 'ldapts'
import {CannotKnow} from '../../core/evidence.ts'
import {LayerFailure} from '../net/layers.ts'
import type {Route} from '../net/network.ts'
import type {WinApi} from '../windows/api.ts'
import {openLdap} from './connect.ts'
import {discover} from './discover.ts'
import {askingAs, readable} from './errors.ts'
import {bindByNegotiation} from './negotiate.ts'
import {ownController} from './own-domain.ts'

export interface DirectoryAccess {
  /** Null: a domain controller of the domain in the user's suffix is looked up in DNS. */
  url: URL | null
  user: string
  password: string
  /** Where to search; null asks the directory for its default naming context. */
  base: string | null
}

/** The directory of the domain this machine is in, asked as whoever runs this program: Windows knows both. */
export interface OwnAccess {
  windows: Pick<WinApi, 'joinedDomain' | 'domainController' | 'negotiate' | 'endNegotiation'>
  /** For messages only. */
  user: string
}

/** How the server is found: by its address, by SRV records, or by Windows. */
export type Found = 'given' | 'srv' | 'domain'

export const foundBy = (access: DirectoryAccess | OwnAccess): Found =>
  'windows' in access ? 'domain' : access.url ? 'given' : 'srv'

export interface Session {
  client: Client
  server: string
  base: string
  /** To be called before each request. */
  asking(): void
}

/** One operation of an LDAP session may take this long, in milliseconds. */
const operationMs = 6_000

const domainOf = (user: string): string => user.split('@').at(-1) ?? ''

/** What to call the directory before its server is known. */
export function targetOf(access: DirectoryAccess | OwnAccess): string {
  if ('windows' in access) return 'of this machine’s domain'
  return access.url?.host ?? domainOf(access.user)
}

/**
 * Connects with TLS, binds, and finds the base of the directory; `signal` ends the session whenever it aborts. `know` is
 * told the server as soon as it is known.
 */
export async function openSession(
  route: Route,
  access: DirectoryAccess | OwnAccess,
  signal: AbortSignal,
  know: (server: string) => void,
): Promise<Session> {
  const who = askingAs(access)
  let server = targetOf(access)
  try {
    const url = await locate(route, access)
    server = url.host
    know(server)
    const {socket, asking} = await ('windows' in access
      ? openEither(route, url, signal)
      : openLdap(route, url, signal))
    signal.addEventListener('abort', () => socket.destroy(), {once: true})
    if ('windows' in access)
      await bindByNegotiation(access.windows, socket, url.hostname, who, signal).catch((error) => {
        socket.destroy()
        throw error
      })
    // TLS is made and verified; ldapts takes the open socket over.
    const createSecureConnection = (() => socket) as never
    const client = new Client({url: `ldaps://${url.hostname}`, timeout: operationMs, createSecureConnection})
    if ('password' in access) await client.bind(access.user, access.password)
    const base = ('base' in access && access.base) || (await defaultBase(client, server))
    return {client, server, base, asking}
  } catch (error) {
    throw readable(error, server, who)
  }
}

async function locate(route: Route, access: DirectoryAccess | OwnAccess): Promise<URL> {
  if ('windows' in access) return ownController(access.windows)
  return access.url ?? discover(route.names, domainOf(access.user))
}

/** LDAPS; where its port cannot be reached, StartTLS. */
async function openEither(route: Route, url: URL, signal: AbortSignal) {
  try {
    return await openLdap(route, url, signal)
  } catch (error) {
    if (!(error instanceof LayerFailure) || error.layer !== 'tcp') throw error
    return await openLdap(route, new URL(`ldap://${url.host}`), signal).catch(() => {
      throw error
    })
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
