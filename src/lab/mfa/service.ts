import {connectorAppId, targetPath} from '../../catalogue/apps.ts'
import {type Cloud, clouds} from '../../catalogue/clouds.ts'
import {type Operation, requestContracts} from '../../codecs/mfa/contracts.ts'
import {readRequest} from '../../codecs/mfa/requests.ts'
import {type Members, writeDocument} from '../../codecs/mfa/write.ts'
import {readToken} from '../entra/token.ts'
import {type Asked, type Face, page, type Told} from '../http/face.ts'
import type {Running} from '../running.ts'
import {resultOf} from './answer.ts'
import {operations} from './operations.ts'

/** The MFA web service of these clouds. */
export function mfaWebService(lab: Running, here: readonly Cloud[]): Face {
  return async (asked) => {
    const operation = operationOf(asked)
    if (!operation) return page(403, 'You do not have permission to view this directory or page.')
    if (!isLetIn(lab, here, asked)) return page(401, 'Unauthorized')
    const request = readRequest(operation, asked.body)
    if (!request) return page(400, 'Bad Request')
    if (!/^1(\.0)?$/.test(request.text('Version') ?? '')) return told(operation, unversioned)
    return told(operation, await operations[operation](lab, request, asked.url))
  }
}

/** "/<path>/<operation>"; a doubled slash before the operation works, as captures show. */
function operationOf({method, url}: Asked): Operation | null {
  const [, path = '', operation = ''] = /^\/(.+?)\/+([^/]+)$/.exec(url.pathname) ?? []
  const known = Object.hasOwn(requestContracts, operation) && path === targetPath && method === 'POST'
  return known ? (operation as Operation) : null
}

/** By a token of this tenant for this service, in either form of its name. */
function isLetIn(lab: Running, here: readonly Cloud[], {headers}: Asked): boolean {
  const {tenant, mfa} = lab.state
  const [, token = ''] = /^Bearer (\S+)$/i.exec(headers.authorization ?? '') ?? []
  const claims = readToken(token, lab.tokenSecret, lab.now())
  const resource = `https://${clouds[tenant.cloud].resourceHost}/${targetPath}`
  return (
    !mfa.refusesTokens &&
    here.includes(tenant.cloud) &&
    claims?.tid === tenant.id &&
    [resource, connectorAppId].includes(claims.aud.replace(/\/$/, ''))
  )
}

const unversioned: Members = [
  ['Version', '1.0'],
  ['Result', resultOf('VersionNotSupported')],
]

const told = (operation: Operation, members: Members): Told => ({
  status: 200,
  headers: {'Content-Type': 'application/xml; charset=utf-8'},
  body: writeDocument(`${operation}Response`, members),
})
