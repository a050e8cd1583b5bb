/** What identifies people, machines and tenants, by the names that `--keep` takes. */
export const kinds = [
  /** User principal names, mail addresses and account names. */
  'user',
  /** Names of policies, groups and organisations, and of people in distinguished names. */
  'name',
  /** Names of servers, RADIUS clients and their domains. */
  'host',
  /** The tenant's id and its domains. */
  'tenant',
  /** Object ids, key ids and correlation ids. */
  'guid',
  /** Security identifiers of a domain or machine. */
  'sid',
  /** SHA-1 and SHA-256 of certificates. */
  'thumbprint',
  /** IP addresses that are not loopback. */
  'ip',
  'phone',
] as const
export type Kind = (typeof kinds)[number]
