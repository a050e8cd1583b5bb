import {GraphFailure} from './failure.ts'
import {type Condition, readFilter} from './filter.ts'

/** The OData options that our Graph understands. */
export interface Query {
  select: string[] | null
  filter: Condition[]
  top: number
  /** How many rows earlier pages have given. */
  skip: number
}

const pageSize = {usual: 100, most: 999}

export function readQuery(options: URLSearchParams): Query {
  const top = Number(options.get('$top') ?? pageSize.usual)
  if (!Number.isInteger(top) || top < 1 || top > pageSize.most)
    throw new GraphFailure('Request_BadRequest', `Invalid page size specified: '${options.get('$top')}'.`)
  const skip = Number(options.get('$skiptoken') ?? 0)
  if (!Number.isSafeInteger(skip) || skip < 0)
    throw new GraphFailure('Request_BadRequest', 'Invalid skiptoken.')
  const select = options.get('$select')?.split(/\s*,\s*/) ?? null
  return {
    select,
    filter: readFilter(options.get('$filter')),
    top,
    skip,
  }
}

/**
 * What a path names: `users`, `users/{key}`, `users('key')`, `servicePrincipals(appId='…')`, `auditLogs/directoryAudits`,
 * and below a single object one of its parts, as in `users/{key}/authentication/methods`.
 */
export interface Target {
  version: Version
  set: string
  key: {property: string; value: string} | null
  part: string | null
}

const versions = ['v1.0', 'beta'] as const
export type Version = (typeof versions)[number]

/** They hold sets, but are none. */
const folders = ['auditLogs', 'policies']

export function readPath(pathname: string): Target {
  const [, asked, first = '', ...others] = pathname.split('/').map(decode)
  const [set, rest] = folders.includes(first) ? [`${first}/${others[0]}`, others.slice(1)] : [first, others]
  const version = versions.find((name) => name === asked)
  if (!version) throw new GraphFailure('BadRequest', `Invalid version: ${asked}.`)
  const keyed = /^(\w+)\((?:(\w+)=)?'((?:[^']|'')*)'\)$/.exec(set)
  if (keyed) {
    const key = {property: keyed[2] ?? 'id', value: keyed[3]!.replaceAll("''", "'")}
    return {version, set: keyed[1]!, key, part: rest.join('/') || null}
  }
  const [id, ...parts] = rest
  return {version, set, key: id ? {property: 'id', value: id} : null, part: parts.join('/') || null}
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment)
  } catch {
    throw new GraphFailure('BadRequest', 'The path is not valid.')
  }
}
