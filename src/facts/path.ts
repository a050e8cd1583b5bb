import * as v from 'valibot'
import {time} from './time.ts'

/** One certificate of a chain as it was presented; names as RDNs, times as ISO text. */
export const chainCertificate = v.object({
  subject: v.string(),
  issuer: v.string(),
  issuerOrganisation: v.nullable(v.string()),
  validFrom: time,
  validTo: time,
  /** SHA-1, hexadecimal. */
  thumbprint: v.string(),
})

/** The way to one host, layer by layer; a layer that was not reached is null. */
export const path = v.object({
  host: v.string(),
  port: v.number(),
  resolver: v.nullable(v.string()),
  addresses: v.array(v.string()),
  /** The proxy in between, without credentials. */
  proxy: v.nullable(v.string()),
  /** The authentication schemes of a proxy that asked for one. */
  proxySchemes: v.array(v.string()),
  /** The address that accepted the connection. */
  address: v.nullable(v.string()),
  protocol: v.nullable(v.string()),
  /** Leaf first, as far as it could be built. */
  chain: v.array(chainCertificate),
})
export type Path = v.InferOutput<typeof path>

export const failure = v.object({
  layer: v.picklist(['name', 'proxy', 'tcp', 'tls', 'http']),
  /** One word: "timeout", "not-found", "refused", "expired" … */
  code: v.string(),
  detail: v.string(),
})
