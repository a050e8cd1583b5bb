import {AndFilter, EqualityFilter, ExtensibleFilter, type Filter, OrFilter, SubstringFilter} from 'ldapts'
import {CannotKnow} from '../../core/evidence.ts'
import type {Route} from '../net/network.ts'
import {askingAs, readable} from './errors.ts'
import {
  type DirectoryAccess,
  type Found,
  foundBy,
  type OwnAccess,
  openSession,
  type Session,
  targetOf,
} from './session.ts'

/** A condition as data; values are never put into a filter's text. */
export type Condition =
  | {attribute: string; equals: string | Buffer}
  | {attribute: string; startsWith: string}
  /** The attribute links to this entry, directly or along any number of further ones: groups in groups. */
  | {attribute: string; leadsTo: string}
  | {any: readonly Condition[]}
  | {all: readonly Condition[]}

export interface Entry {
  dn: string
  /** Attribute names as they were asked for → values; text unless asked for as binary. */
  values: Readonly<Record<string, readonly (string | Buffer)[]>>
}

export interface Directory {
  /** The server, or what was asked for while it is not known yet: the domain whose server is looked up. */
  readonly server: string
  found: Found
  /** Who asks. */
  user: string
  /** Connects and binds; rejects with `CannotKnow`, with a `reason` where the credentials were refused. */
  open(signal: AbortSignal): Promise<{server: string; base: string; found: Found}>
  /** Entries below the base that meet the condition, at most `limit`. Attributes in `binary` come as Buffers. */
  search(
    asked: {where: Condition; attributes: readonly string[]; binary: readonly string[]; limit: number},
    signal: AbortSignal,
  ): Promise<{base: string; entries: Entry[]}>
  close(): void
}

/** LDAP_MATCHING_RULE_TRANSITIVE_EVAL (MS-ADTS §3.1.1.3.4.4.3), which follows a chain of links. */
const inChain = '1.2.840.113556.1.4.1941'

function filterOf(condition: Condition): Filter {
  if ('any' in condition) return new OrFilter({filters: condition.any.map(filterOf)})
  if ('all' in condition) return new AndFilter({filters: condition.all.map(filterOf)})
  const {attribute} = condition
  if ('equals' in condition) return new EqualityFilter({attribute, value: condition.equals})
  if ('leadsTo' in condition)
    return new ExtensibleFilter({matchType: attribute, rule: inChain, value: condition.leadsTo})
  return new SubstringFilter({attribute, initial: condition.startsWith})
}

/** A directory that is connected to on first use, and again after a connection broke. */
export function directoryAt(route: Route, access: DirectoryAccess | OwnAccess): Directory {
  const found = foundBy(access)
  let known = targetOf(access)
  const closing = new AbortController()
  let session: Promise<Session> | undefined
  // Looks for several users share it, so it must not end with the first of them.
  const connected = () => {
    session ??= openSession(route, access, closing.signal, (server) => {
      known = server
    })
    return session
  }
  const search: Directory['search'] = async ({where, attributes, binary, limit}) => {
    const {client, server, base, asking} = await connected()
    asking()
    try {
      // Not paged: ldapts takes an empty page with a cookie, which AD may send, for the end.
      const {searchEntries} = await client.search(base, {
        scope: 'sub',
        filter: filterOf(where),
        attributes: [...attributes],
        explicitBufferAttributes: [...binary],
        sizeLimit: limit,
      })
      return {base, entries: searchEntries.map((entry) => entryOf(entry, attributes))}
    } catch (error) {
      session = undefined
      throw readable(error, server, askingAs(access))
    }
  }
  return {
    get server() {
      return known
    },
    found,
    user: access.user,
    open: async (signal) => {
      const {server, base} = await Promise.race([connected(), tooLate(signal)])
      return {server, base, found}
    },
    search: (asked, signal) => Promise.race([search(asked, signal), tooLate(signal)]),
    close: () => closing.abort(),
  }

  function tooLate(signal: AbortSignal): Promise<never> {
    return new Promise((_, reject) => {
      const late = () =>
        reject(new CannotKnow('timeout', `The directory ${known} gave no LDAP answer before the time was up`))
      if (signal.aborted) late()
      else signal.addEventListener('abort', late, {once: true})
    })
  }
}

/** ldapts gives one value bare, several as an array, and spells names as the server does. */
function entryOf(found: Record<string, unknown>, attributes: readonly string[]): Entry {
  const spelt = new Map(Object.entries(found).map(([name, value]) => [name.toLowerCase(), value]))
  const valuesOf = (name: string) => [spelt.get(name.toLowerCase()) ?? []].flat() as (string | Buffer)[]
  return {
    dn: String(found.dn ?? ''),
    values: Object.fromEntries(attributes.map((name) => [name, valuesOf(name)])),
  }
}
