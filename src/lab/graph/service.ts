import {type Cloud, clouds} from '../../catalogue/clouds.ts'
import {readToken} from '../entra/token.ts'
import {type Asked, type Face, page, type Told} from '../http/face.ts'
import type {Running} from '../running.ts'
import {failureAnswer, GraphFailure, requestIds} from './failure.ts'
import {readPath, readQuery, type Target} from './query.ts'
import {find, type Read, readMany, readOne} from './read.ts'
import type {Row} from './rows/row.ts'
import {entitySets} from './sets.ts'
import {type UserPart, userParts} from './user-parts.ts'

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
  {method, url}: Asked,
  headers: Record<string, string>,
): Told {
  const target = readPath(url.pathname)
  const set = Object.hasOwn(entitySets, target.set) ? entitySets[target.set] : undefined
  if (!set || method !== 'GET')
    throw new GraphFailure('BadRequest', `Resource not found for the segment '${target.set}'.`)
  const part = target.part === null ? null : partOf(target)
  const accepted = part?.permissions ?? set.permissions
  if (!accepted.some((permission) => permissions.includes(permission)))
    throw new GraphFailure('Authorization_RequestDenied')
  const read: Read = {tenant: lab.state.tenant, now: lab.now(), query: readQuery(url.searchParams), url}
  const told = (context: string, found: Row): Told => {
    const name = `${url.origin}/${target.version}/$metadata#${context}`
    return {status: 200, headers, body: {'@odata.context': name, ...found}}
  }
  if (!target.key) return told(target.set, readMany(set, read))
  const row = find(set, target.set, target.key, read)
  if (!part) return told(`${target.set}/$entity`, readOne(set, row, read))
  const user = read.tenant.users.find(({id}) => id === row.id)!
  return told(`users('${encodeURIComponent(target.key.value)}')/${target.part}`, part.read(user, read))
}

function partOf({set, key, part, version}: Target): UserPart {
  const found = set === 'users' && key && part && Object.hasOwn(userParts, part) ? userParts[part] : null
  if (found?.versions.includes(version)) return found
  throw new GraphFailure('BadRequest', `Resource not found for the segment '${part?.split('/').at(-1)}'.`)
}
