import * as v from 'valibot'
import {defineFact} from '../core/fact.ts'

/** RADIUS authentication types, by the numbers of ias.xml that we know; others as "other". */
export const authenticationType = v.picklist([
  'pap',
  'chap',
  'ms-chap',
  'ms-chap-v2',
  'eap',
  'unauthenticated',
  'other',
])

/** What ias.xml says, without its secrets. */
const shape = v.object({
  clients: v.array(
    v.object({
      name: v.string(),
      address: v.string(),
      enabled: v.boolean(),
      /** "Access-Request messages must contain the Message-Authenticator attribute". */
      requiresMessageAuthenticator: v.boolean(),
      vendor: v.nullable(v.number()),
    }),
  ),
  networkPolicies: v.array(
    v.object({
      name: v.string(),
      enabled: v.boolean(),
      order: v.nullable(v.number()),
      /** Whether it lets in whom it matches (msNPAllowDialin); NPS' two own policies deny. Absent where not said. */
      grants: v.optional(v.boolean()),
      authenticationTypes: v.array(authenticationType),
    }),
  ),
  /** In which order requests are looked at, and who authenticates them. */
  connectionRequestPolicies: v.array(
    v.object({
      name: v.string(),
      enabled: v.boolean(),
      order: v.nullable(v.number()),
      /** "none" accepts without looking; "radius" forwards, so that no extension of this server is asked. */
      provider: v.picklist(['none', 'windows', 'radius', 'other']),
      /** The remote group that is forwarded to. */
      remoteGroup: v.nullable(v.string()),
    }),
  ),
  /** Remote RADIUS server groups: on an RD Gateway, TS GATEWAY SERVER GROUP. */
  remoteGroups: v.array(
    v.object({
      name: v.string(),
      servers: v.array(
        v.object({
          address: v.string(),
          /** Seconds without response before a request is considered dropped; null where not said. */
          timeout: v.nullable(v.number()),
          /** Seconds between requests when the server is identified as unavailable. */
          blackout: v.nullable(v.number()),
          sendsMessageAuthenticator: v.nullable(v.boolean()),
        }),
      ),
    }),
  ),
})
export type RadiusConfiguration = v.InferOutput<typeof shape>

export const radiusConfiguration = defineFact<RadiusConfiguration>({
  key: 'radius-configuration',
  about: 'the RADIUS clients and policies of NPS',
  shape,
  identifies: {
    host: ['/clients/*/name', '/clients/*/address', '/remoteGroups/*/servers/*/address'],
    name: [
      '/networkPolicies/*/name',
      '/connectionRequestPolicies/*/name',
      '/connectionRequestPolicies/*/remoteGroup',
      '/remoteGroups/*/name',
    ],
  },
})
