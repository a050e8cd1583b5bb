import {GraphFailure} from './failure.ts'

export interface Filter {
  property: string
  value: string
}

/** The OData options that our Graph understands. */
export interface Query {
  select: string[] | null
  filter: Filter | null
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

function readFilter(text: string | null): Filter | null {
  if (text === null) return null
  const [, property, value] = /^\s*(\w+) eq '((?:[^']|'')*)'\s*$/.exec(text) ?? []
  if (property === undefined || value === undefined) throw new GraphFailure('Request_UnsupportedQuery')
  return {property, value: value.replaceAll("''", "'")}
}

/** What a path below /v1.0 names: `users`, `users/{key}`, `users('key')`, `servicePrincipals(appId='…')`. */
export interface Target {
  set: string
  key: {property: string; value: string} | null
}

export function readPath(pathname: string): Target {
  const [, version, set = '', ...rest] = pathname.split('/').map(decode)
  const keyed = /^(\w+)\((?:(\w+)=)?'((?:[^']|'')*)'\)$/.exec(set)
  const key = keyed
    ? {property: keyed[2] ?? 'id', value: keyed[3]!.replaceAll("''", "'")}
    : rest[0]
      ? {property: 'id', value: rest[0]}
      : null
  if (version !== 'v1.0' || rest.length > (keyed ? 0 : 1))
    throw new GraphFailure('BadRequest', `Resource not found for the segment '${rest.at(-1) ?? set}'.`)
  return {set: keyed?.[1] ?? set, key}
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment)
  } catch {
    throw new GraphFailure('BadRequest', 'The path is not valid.')
  }
}
