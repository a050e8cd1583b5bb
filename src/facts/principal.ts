import * as v from 'valibot'
import {defineFact} from '../core/fact.ts'
import {time} from './time.ts'

const key = v.object({
  keyId: v.string(),
  /** The key's certificate's subject; null where Graph did not return the key. */
  subject: v.nullable(v.string()),
  /** Computed from the key itself; null where Graph did not return it. */
  sha1: v.nullable(v.string()),
  /** A thumbprint that the free-form identifier can be read as, else null. */
  identifierSha1: v.nullable(v.string()),
  startDateTime: time,
  endDateTime: time,
})
export type PrincipalKey = v.InferOutput<typeof key>

const shape = v.variant('present', [
  v.object({present: v.literal(false)}),
  v.object({
    present: v.literal(true),
    objectId: v.string(),
    displayName: v.string(),
    accountEnabled: v.boolean(),
    keys: v.array(key),
  }),
])
export type Principal = v.InferOutput<typeof shape>

const identifies = {
  guid: ['/objectId', '/keys/*/keyId'],
  name: ['/keys/*/subject'],
  thumbprint: ['/keys/*/sha1', '/keys/*/identifierSha1'],
  text: ['/displayName'],
}

export const clientPrincipal = defineFact<Principal>({
  key: 'client-principal',
  about: 'the service principal “Azure Multi-Factor Auth Client”',
  shape,
  identifies,
})
export const connectorPrincipal = defineFact<Principal>({
  key: 'connector-principal',
  about: 'the service principal “Azure Multi-Factor Auth Connector”',
  shape,
  identifies,
})
