import {type Cloud, clouds} from '../../catalogue/clouds.ts'
import {readToken} from '../entra/token.ts'
import {type Asked, type Face, page, type Told} from '../http/face.ts'
import type {Running} from '../running.ts'
import {failureAnswer, GraphFailure, requestIds} from './failure.ts'
import {readPath, readQuery} from './query.ts'
import {readMany, readOne} from './read.ts'
import {entitySets} from './sets.ts'

/** Microsoft Graph of these clouds, for the requests that a doctor makes. */
export function graphService(lab: Running, here: readonly Cloud[]): Face {
  let throttled = lab.state.tenant.throttle.times
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
      return answer(lab, permissions, asked, {...ids})
    } catch (error) {
      if (error instanceof GraphFailure) return failureAnswer(error, ids, lab.now())
      throw error
    }
  }
}

/** The permissions that the bearer has in this tenant, whose data only the Graph of its own cloud holds. */
function permissionsOf(lab: Running, here: readonly Cloud[], {headers}: Asked): readonly string[] {
  const {tenant, graphToken} = lab.state
  const [, token] = /^Bearer (\S+)$/i.exec(headers.authorization ?? '') ?? []
  if (!token) throw new GraphFailure('InvalidAuthenticationToken')
  if (!here.includes(tenant.cloud))
    throw new GraphFailure('InvalidAuthenticationToken', 'Access token validation failure. Invalid audience.')
  if (token === graphToken) return tenant.graphPermissions
  const claims = readToken(token, lab.tokenSecret, lab.now())
  if (claims?.aud.replace(/\/$/, '') !== `https://${clouds[tenant.cloud].graphHost}`)
    throw new GraphFailure('InvalidAuthenticationToken', 'Access token validation failure. Invalid audience.')
  return claims.roles ?? claims.scp?.split(' ') ?? []
}

function answer(
  lab: Running,
  permissions: readonly string[],
  asked: Asked,
  headers: Record<string, string>,
): Told {
  const target = readPath(asked.url.pathname)
  const set = Object.hasOwn(entitySets, target.set) ? entitySets[target.set] : undefined
  if (!set || asked.method !== 'GET')
    throw new GraphFailure('BadRequest', `Resource not found for the segment '${target.set}'.`)
  if (!set.permissions.some((permission) => permissions.includes(permission)))
    throw new GraphFailure('Authorization_RequestDenied')
  const query = readQuery(asked.url.searchParams)
  const {tenant} = lab.state
  const found = target.key
    ? readOne(set, target.set, tenant, target, query)
    : readMany(set, tenant, query, asked.url)
  const context = `${asked.url.origin}/v1.0/$metadata#${target.set}${target.key ? '/$entity' : ''}`
  return {status: 200, headers, body: {'@odata.context': context, ...found}}
}
