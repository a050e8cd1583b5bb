import type {Cloud} from '../../catalogue/clouds.ts'
import type {AuthenticationMethod, SignInPreferences} from './method.ts'
import type {Sku} from './sku.ts'
import type {Writing} from './writing.ts'

export interface Key {
  keyId: string
  /** PEM; Graph returns its DER in `key` when asked for a single object. */
  certificate: string
  startDateTime: string
  endDateTime: string
  /** Edm.Binary: base64. Null as in entries made by the old portal. */
  customKeyIdentifier: string | null
  /** A friendly name, which most have none of. */
  displayName?: string
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

/** An entry of the tenant's audit log about one of its applications. */
export interface Audit {
  minutesAgo: number
  /** As Entra writes it: "Add service principal credentials". */
  activity: string
  result: 'success' | 'failure'
  /** Principal name of a person, or the name of an application; null where it was Microsoft itself. */
  by: {user: string} | {app: string} | null
  /** Object id of the principal. */
  target: string
  /** JSON in text, as Entra writes it: "[false]". */
  modified: {name: string; from: string; to: string}[]
}

export interface Domain {
  name: string
  /** Added to the tenant, and proven to be its own. */
  isVerified: boolean
  isDefault: boolean
  /** The name under Microsoft's own domain that every tenant begins with. */
  isInitial: boolean
}

export interface ProvisioningError {
  category: 'PropertyConflict'
  propertyCausingError: 'UserPrincipalName' | 'ProxyAddresses'
  value: string
  minutesAgo: number
}

export interface EntraUser {
  id: string
  displayName: string
  userPrincipalName: string
  mail: string | null
  userType: 'Member' | 'Guest'
  accountEnabled: boolean
  /** Base64 of the source anchor; null for an account that only lives in the cloud. */
  onPremisesImmutableId: string | null
  onPremisesSyncEnabled: boolean | null
  onPremisesSamAccountName: string | null
  onPremisesDomainName: string | null
  /** What the directory called it when it was last synchronised. */
  onPremisesUserPrincipalName: string | null
  onPremisesSecurityIdentifier: string | null
  /** Minutes since a change of this account was synchronised; null for one of the cloud. */
  lastSyncMinutesAgo: number | null
  provisioningErrors: ProvisioningError[]
  /** Subscriptions of the tenant that are assigned to the user. */
  skuIds: string[]
  methods: AuthenticationMethod[]
  preferences: SignInPreferences
}

export interface Tenant {
  id: string
  displayName: string
  cloud: Cloud
  /** What the token service publishes of where it lives. GCC is "NA" with "GCC", in the public cloud. */
  region: {scope: string; subScope: string | null}
  domains: Domain[]
  /** Synchronisation from the directory; `enabled` is null where there never was any. */
  sync: {enabled: boolean | null; lastMinutesAgo: number | null}
  skus: Sku[]
  /** Absent principals are simply not in the list. */
  principals: Principal[]
  users: EntraUser[]
  audits: Audit[]
  /** Application permissions that the Graph token carries. */
  graphPermissions: string[]
  /** Graph answers 429 this many times before it serves, asking for `retryAfterSeconds`. */
  throttle: {times: number; retryAfterSeconds: number}
  writing: Writing
}
