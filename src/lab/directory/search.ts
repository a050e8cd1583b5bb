import type {SearchRequest} from '../../codecs/ldap.ts'
import type {LdapEntry, LdapResult} from '../../codecs/ldap-answer.ts'
import type {Page} from '../../codecs/ldap-paging.ts'
import type {DirectoryState, Value} from '../state.ts'
import {depthBelow, sameDn} from './dn.ts'
import type {Entry} from './entry.ts'
import {matches} from './match.ts'
import {entriesOf, rootEntry} from './tree.ts'

export interface Found {
  entries: LdapEntry[]
  result: LdapResult
  page?: Page
}

const nothing = (result: LdapResult): Found => ({entries: [], result})

/** Answers a search as Active Directory does; strangers may only read what the server says of itself. */
export function search(
  directory: DirectoryState,
  request: SearchRequest,
  {bound, page, now}: {bound: boolean; page: Page | null; now: Date},
): Found {
  if (request.base === '' && request.scope === 'base') return give([rootEntry(directory, now)], request)
  if (!bound)
    return nothing({
      code: 1,
      message:
        '000004DC: LdapErr: DSID-0C090A71, comment: In order to perform this operation a successful bind must be completed on the connection., data 0, v4563',
    })
  const all = entriesOf(directory, now)
  if (!all.some(({dn}) => sameDn(dn, request.base))) return nothing(notFound(directory, request.base))
  const hits = all.filter((entry) => inScope(entry.dn, request) && matches(entry, request.filter, all))
  return page ? givePage(hits, request, page, directory.emptyFirstPage) : give(hits, request)
}

function notFound({base, host}: DirectoryState, asked: string): LdapResult {
  if (depthBelow(asked, base) !== null)
    return {
      code: 32,
      matchedDn: base,
      message: `0000208D: NameErr: DSID-03100245, problem 2001 (NO_OBJECT), data 0, best match of:\n\t'${base}'\n`,
    }
  const message = '0000202B: RefErr: DSID-0310084A, data 0, 1 access points\n'
  return {code: 10, message, referrals: [`ldap://${host.replace(/^[^.]*\./, '')}/${encodeURI(asked)}`]}
}

function inScope(dn: string, {base, scope}: SearchRequest): boolean {
  const depth = depthBelow(dn, base)
  return depth !== null && (scope === 'sub' || depth === (scope === 'base' ? 0 : 1))
}

function give(hits: Entry[], request: SearchRequest): Found {
  const most = request.sizeLimit || hits.length
  const entries = hits.slice(0, most).map((hit) => select(hit, request))
  return {entries, result: {code: hits.length > most ? 4 : 0}}
}

/** The cookie is the number of the next entry; it names "0" after an empty first page. */
function givePage(hits: Entry[], request: SearchRequest, page: Page, emptyFirst: boolean): Found {
  const start = Number(page.cookie.toString())
  if (!Number.isSafeInteger(start) || start < 0)
    return nothing({code: 53, message: '00000057: LdapErr: DSID-0C090C3E, comment: The cookie is invalid'})
  const next = emptyFirst && page.cookie.length === 0 ? 0 : start + (page.size || hits.length)
  const cookie = next < hits.length ? Buffer.from(String(next)) : Buffer.of()
  return {...give(hits.slice(start, next), request), page: {size: 0, cookie}}
}

/** The attributes that were asked for, under the server's own spelling; "*" is all that are stored. */
function select({dn, attributes, constructed = {}}: Entry, request: SearchRequest): LdapEntry {
  const wanted = request.attributes.map((name) => name.toLowerCase())
  const all = wanted.length === 0 || wanted.includes('*')
  const byName = ([name]: readonly [string, readonly Value[]]) => wanted.includes(name.toLowerCase())
  const chosen = [
    ...Object.entries(attributes).filter((attribute) => all || byName(attribute)),
    ...Object.entries(constructed).filter(byName),
  ]
  const bytes = (value: Value) => (typeof value === 'string' ? value : Buffer.from(value.hex, 'hex'))
  return {
    dn,
    attributes: chosen.map(([name, values]) => ({name, values: request.typesOnly ? [] : values.map(bytes)})),
  }
}
