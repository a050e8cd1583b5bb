/** The MFA web service, as far as the tenant, its people and their methods do not tell it. */
export interface MfaState {
  /** It refuses every token (HTTP 401). */
  refusesTokens: boolean
  /** A result that it gives to whoever is asked for, without looking; null where it looks. */
  result: string | null
  /** Microsoft has blocked the tenant. */
  tenantBlocked: boolean
  /** Principal names of users who are blocked, as after a report of fraud. */
  blockedUsers: string[]
  /** Domains that are verified in another tenant. */
  foreignDomains: string[]
  /** So many prompts for one user within ten minutes, and no more. */
  mostPrompts: number
  /** Sessions are known only where `AffinityUrl` says. */
  affinity: boolean
}
