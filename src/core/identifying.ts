/** What identifies people, machines and tenants, by the names that `--keep` takes. */
export const kinds = ['user', 'name', 'host', 'tenant', 'guid', 'sid', 'thumbprint', 'ip', 'phone'] as const
export type Kind = (typeof kinds)[number]

/** What each kind is, for help and docs. */
export const kindsAbout: Readonly<Record<Kind, string>> = {
  user: 'user principal names, mail addresses and account names',
  name: 'names of policies, groups, organisations, and of people in distinguished names',
  host: 'names of servers, RADIUS clients and their domains',
  tenant: 'the tenant’s id and its domains',
  guid: 'object ids, key ids and correlation ids',
  sid: 'security identifiers of a domain or machine',
  thumbprint: 'SHA-1 and SHA-256 of certificates',
  ip: 'IP addresses that are not loopback',
  phone: 'telephone numbers',
}
