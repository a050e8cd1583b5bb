import * as v from 'valibot'
import type {EndpointRole} from '../catalogue/endpoints.ts'
import {endpoints} from '../catalogue/endpoints.ts'
import {defineFact, type Fact} from '../core/fact.ts'
import {failure, path} from './path.ts'

const shape = v.object({
  path,
  /** The answer to an anonymous GET of "/". */
  http: v.nullable(
    v.object({
      status: v.number(),
      server: v.nullable(v.string()),
      location: v.nullable(v.string()),
      /** How far this machine's clock is ahead of the answer's `Date`, in milliseconds; null without a usable `Date`. */
      clockAheadMs: v.nullable(v.number()),
    }),
  ),
  /** The first layer that did not work; null when an HTTP answer came. */
  failure: v.nullable(failure),
})
export type EndpointView = v.InferOutput<typeof shape>

const about = (role: string) => `the way to ${endpoints.find((e) => e.role === role)!.about}`

const define = (role: EndpointRole) =>
  defineFact<EndpointView>({
    key: `endpoint-${role}`,
    about: about(role),
    shape,
    measured: ['/http/clockAheadMs'],
    identifies: {
      host: ['/path/addresses/*', '/path/address', '/path/proxy'],
      name: ['/path/chain/*/subject', '/path/chain/*/issuer', '/path/chain/*/issuerOrganisation'],
      thumbprint: ['/path/chain/*/thumbprint'],
      text: ['/path/host', '/path/resolver', '/http/server', '/http/location', '/failure/detail'],
    },
  })

export const endpointFacts: Readonly<Record<EndpointRole, Fact<EndpointView>>> = {
  login: define('login'),
  'login-windows-net': define('login-windows-net'),
  'mfa-service': define('mfa-service'),
  adnotifications: define('adnotifications'),
  credentials: define('credentials'),
  graph: define('graph'),
}
