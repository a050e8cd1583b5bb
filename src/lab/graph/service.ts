import {type Cloud, clouds} from '../../catalogue/clouds.ts'
import {readToken} from '../entra/token.ts'
import {type Asked, type Face, page, type Told} from '../http/face.ts'
import {asOf} from '../replicas.ts'
import type {Running} from '../running.ts'
import {failureAnswer, GraphFailure, requestIds} from './failure.ts'
import {readPath, readQuery, type Target} from './query.ts'
import {find, type Read, readMany, readOne} from './read.ts'
import type {Row} from './rows/row.ts'
import {entitySets} from './sets.ts'
import {heardOf} from './trouble.ts'
import {type UserPart, userParts} from './user-parts.ts'
import {writeOf} from './write.ts'

/** Microsoft Graph of these clouds, for the requests that a doctor makes, and those that change an application. */
export function graphService(lab: Running, here: readonly Cloud[]): Face {
  let throttled = lab.state.tenant.throttle.times
  let reads = 0
  return (asked) => {
    if (asked.url.pathname === '/') return page(200, 'Microsoft Graph')
    const ids = requestIds(asked)
    try {
      const permissions = permissionsOf(lab, here, asked)
      if (throttled > 0) {
        throttled--
        const seconds = String(lab.state.tenant.throttle.retryAfterSeconds)
        throw new GraphFailure('TooManyRequests', undefined, {'Retry-After': seconds})
      }
      if (asked.method !== 'GET') return write(lab, permissions, asked, {...ids})
      const {replicaLagsMs} = lab.state.tenant.writing
      const tenant = asOf(lab, replicaLagsMs[reads++ % replicaLagsMs.length] ?? 0)
      return read({tenant, now: lab.now()}, permissions, asked, {...ids})
    } catch (error) {
      if (error instanceof GraphFailure) return failureAnswer(error, ids, lab.now())
      throw error
    }
  }
}

/** The permissions that the bearer has in this tenant, whose data only the Graph of its own cloud holds. */
function permissionsOf(lab: Running, here: readonly Cloud[], {headers}: Asked): readonly string[] {
  const {tenant, graphToken, adminToken} = lab.state
  const [, token] = /^Bearer (\S+)$/i.exec(headers.authorization ?? '') ?? []
  if (!token) throw new GraphFailure('InvalidAuthenticationToken')
  if (!here.includes(tenant.cloud))
    throw new GraphFailure('InvalidAuthenticationToken', 'Access token validation failure. Invalid audience.')
  if (token === graphToken) return tenant.graphPermissions
  if (token === adminToken) return [...tenant.graphPermissions, ...tenant.writing.permissions]
  const claims = readToken(token, lab.tokenSecret, lab.now())
  if (claims?.aud.replace(/\/$/, '') !== `https://${clouds[tenant.cloud].graphHost}`)
    throw new GraphFailure('InvalidAuthenticationToken', 'Access token validation failure. Invalid audience.')
  return claims.roles ?? claims.scp?.split(' ') ?? []
}

function read(
  {tenant, now}: Pick<Read, 'tenant' | 'now'>,
  permissions: readonly string[],
  {url}: Asked,
  headers: Record<string, string>,
): Told {
  const target = readPath(url.pathname)
  const set = Object.hasOwn(entitySets, target.set) ? entitySets[target.set] : undefined
  if (!set) throw new GraphFailure('BadRequest', `Resource not found for the segment '${target.set}'.`)
  const part = target.part === null ? null : partOf(target)
  need(part?.permissions ?? set.permissions, permissions)
  const asked: Read = {tenant, now, query: readQuery(url.searchParams), url}
  const told = (context: string, found: Row): Told => {
    const name = `${url.origin}/${target.version}/$metadata#${context}`
    return {status: 200, headers, body: {'@odata.context': name, ...found}}
  }
  if (set.single) return told(`${target.set}/$entity`, readOne(set, set.rows(tenant, now)[0]!, asked))
  if (!target.key) return told(target.set, readMany(set, asked))
  const row = find(set, target.set, target.key, asked)
  if (!part) return told(`${target.set}/$entity`, readOne(set, row, asked))
  const user = tenant.users.find(({id}) => id === row.id)!
  return told(`users('${encodeURIComponent(target.key.value)}')/${target.part}`, part.read(user, asked))
}

function write(
  lab: Running,
  permissions: readonly string[],
  {method, url, body}: Asked,
  headers: Record<string, string>,
): Told | null {
  const target = readPath(url.pathname)
  const perform = writeOf(lab, method, target)
  need(['Application.ReadWrite.All', 'Directory.ReadWrite.All'], permissions)
  const trouble = lab.state.tenant.writing.troubles.shift() ?? null
  const written = trouble?.done === false ? null : perform(payload(body))
  if (trouble) return heardOf(trouble)
  if (!written || written.status === 204) return {status: 204, headers, body: ''}
  const name = `${url.origin}/${target.version}/$metadata#${written.context}`
  return {status: written.status, headers, body: {'@odata.context': name, ...written.body}}
}

function need(accepted: readonly string[], permissions: readonly string[]): void {
  if (!accepted.some((permission) => permissions.includes(permission)))
    throw new GraphFailure('Authorization_RequestDenied')
}

function payload(body: string): Row {
  try {
    const value: unknown = JSON.parse(body)
    if (typeof value === 'object' && value !== null) return value as Row
  } catch {}
  throw new GraphFailure(
    'BadRequest',
    'Unable to read JSON request payload. Please ensure Content-Type header is set and payload is of valid JSON format.',
  )
}

function partOf({set, key, part, version}: Target): UserPart {
  const found = set === 'users' && key && part && Object.hasOwn(userParts, part) ? userParts[part] : null
  if (found?.versions.includes(version)) return found
  throw new GraphFailure('BadRequest', `Resource not found for the segment '${part?.split('/').at(-1)}'.`)
}
