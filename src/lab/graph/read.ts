import type {Tenant} from '../state.ts'
import {GraphFailure} from './failure.ts'
import {meets, same} from './filter.ts'
import type {Query} from './query.ts'
import type {Row} from './rows/row.ts'
import type {EntitySet} from './sets.ts'

/** A request that is understood and permitted: whose data, at which time, and what of it. */
export interface Read {
  tenant: Tenant
  now: Date
  query: Query
  url: URL
}

type Columns = Pick<EntitySet, 'usual' | 'more'>
type Rows = Columns & Pick<EntitySet, 'rows'>

/** The row that a key names. */
export function find(set: EntitySet, name: string, key: {property: string; value: string}, asked: Read): Row {
  const {property, value} = key
  if (!set.keys.includes(property))
    throw new GraphFailure('BadRequest', `'${property}' is no key of ${name}.`)
  const names = property === 'id' && set.alias ? ['id', set.alias] : [property]
  const row = set
    .rows(asked.tenant, asked.now)
    .find((candidate) => names.some((candidateKey) => same(candidate, candidateKey, value)))
  if (row) return row
  throw new GraphFailure(
    'Request_ResourceNotFound',
    `Resource '${value}' does not exist or one of its queried reference-property objects are not present.`,
  )
}

/** A single object; only here does a selected keyCredentials come with its `key`. */
export const readOne = (set: EntitySet, row: Row, {query}: Read): Row =>
  project(set, row, query, query.select?.includes('keyCredentials') ?? false)

export function readMany(set: Rows, {tenant, now, query, url}: Read): Row {
  const {filter, skip, top} = query
  const unknown = filter.find(({property}) => ![...set.usual, ...set.more].includes(property))
  if (unknown)
    throw new GraphFailure(
      'Request_UnsupportedQuery',
      `Unsupported property '${unknown.property}' in filter clause.`,
    )
  const rows = set.rows(tenant, now).filter((row) => filter.every((condition) => meets(row, condition)))
  const value = rows.slice(skip, skip + top).map((row) => project(set, row, query, false))
  if (skip + top >= rows.length) return {value}
  const next = new URL(url)
  next.searchParams.set('$skiptoken', String(skip + top))
  return {'@odata.nextLink': next.href, value}
}

function project(set: Columns, row: Row, {select}: Query, withKey: boolean): Row {
  const known = [...set.usual, ...set.more]
  const unknown = select?.find((name) => !known.includes(name))
  if (unknown !== undefined)
    throw new GraphFailure(
      'BadRequest',
      `Parsing OData Select and Expand failed: Could not find a property named '${unknown}' on this type.`,
    )
  return Object.fromEntries(
    (select ?? set.usual).map((name) => [
      name,
      withKey ? (row[name] ?? null) : withoutKey(row[name] ?? null),
    ]),
  )
}

/** Graph leaves `key` null unless it was asked for in a single object. */
const withoutKey = (value: unknown): unknown =>
  Array.isArray(value) ? value.map((item) => (hasKey(item) ? {...item, key: null} : item)) : value

const hasKey = (item: unknown): item is Row => typeof item === 'object' && item !== null && 'key' in item
