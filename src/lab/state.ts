import type {MemoryMachine} from '../world/windows/memory.ts'

/** How one host of the lab behaves, layer by layer; every default is the healthy one. */
export interface Host {
  name: string
  /** The port that clients name. */
  port: number
  dns: 'answers' | 'nxdomain' | 'servfail' | 'silent'
  /** `silent` accepts connections and never says a byte. */
  tcp: 'listens' | 'refuses' | 'silent' | 'resets'
  certificate:
    | 'valid'
    | 'expired'
    | 'not-yet-valid'
    | 'wrong-name'
    | 'self-signed'
    | 'untrusted'
    | 'inspected'
  /** `plain` answers in clear text where TLS is due. */
  tls: 'modern' | 'tls1.1' | 'plain'
  http:
    | 'genuine'
    | 'silent'
    | 'endless-headers'
    | 'huge-body'
    | 'garbage'
    | 'redirect-loop'
    | 'block-page'
    | 'unavailable'
}

export interface Key {
  keyId: string
  /** PEM; Graph returns its DER in `key` when asked for a single object. */
  certificate: string
  startDateTime: string
  endDateTime: string
  /** Edm.Binary: base64. Null as in entries made by the old portal. */
  customKeyIdentifier: string | null
}

export interface Principal {
  objectId: string
  appId: string
  displayName: string
  accountEnabled: boolean
  keys: Key[]
  /** Client secrets that its sign-in takes. */
  secrets?: string[]
}

export interface EntraUser {
  id: string
  userPrincipalName: string
  mail: string | null
  userType: 'Member' | 'Guest'
  accountEnabled: boolean
  /** Base64 of the source anchor; null for an account that only lives in the cloud. */
  onPremisesImmutableId: string | null
  onPremisesSyncEnabled: boolean | null
}

export interface Tenant {
  id: string
  cloud: 'public' | 'usgov' | 'dod' | 'china'
  verifiedDomains: string[]
  /** Absent principals are simply not in the list. */
  principals: Principal[]
  users: EntraUser[]
  /** Application permissions that the Graph token carries. */
  graphPermissions: string[]
  /** Graph answers 429 this many times before it serves, asking for `retryAfterSeconds`. */
  throttle: {times: number; retryAfterSeconds: number}
}

export interface DirectoryUser {
  dn: string
  /** Attribute name → values; binary values as {hex}. */
  attributes: Record<string, (string | {hex: string})[]>
}

export interface DirectoryState {
  /** "dc1.ad.contoso.example", served on 636 (LDAPS) and 389 (StartTLS). */
  host: string
  base: string
  /** The account that may read the directory. */
  bind: {user: string; password: string}
  /** What the operator takes its password for. */
  knownPassword: string
  /** How the operator reaches it: port 636, or 389 and StartTLS. */
  transport: 'ldaps' | 'starttls'
  users: DirectoryUser[]
  /** A paged search begins with an empty page that carries a cookie, as Active Directory's may. */
  emptyFirstPage: boolean
  behaviour: 'normal' | 'silent' | 'garbage' | 'starttls-silent' | 'huge-message'
}

/** A whole installation. Every answer of the lab is computed from this and the clock, never from a scenario's name. */
export interface LabState {
  hosts: Host[]
  /** How far the lab's clock is ahead of the machine's, in milliseconds (negative: behind). */
  clockOffsetMs: number
  /** Every answer over a socket comes this much later. */
  latencyMs: number
  /** A proxy that everybody must go through; null where the way out is open. */
  proxy: {requiresAuthentication: boolean; refuses: string[]} | null
  tenant: Tenant
  graphToken: string
  directory: DirectoryState
  /** Who the doctor should look at. */
  users: string[]
  server: MemoryMachine
}

/** One named fault: a change to the healthy installation, and what a doctor must say of it. */
export interface Scenario {
  name: string
  about: string
  /** Root code that must come first, null when healthy. */
  code: string | null
  exit: 0 | 1 | 3
  change(state: LabState, make: Maker): void | Promise<void>
}

/** What a scenario may make anew. */
export interface Maker {
  /** A certificate in the shape of the vendor's script: CN=<tenant id>, OU=Microsoft NPS Extension. */
  extensionCertificate(options?: {
    tenantId?: string
    notBefore?: Date
    notAfter?: Date
  }): Promise<{certificate: string; key: string}>
}
