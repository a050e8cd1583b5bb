/**
 * The order in which evidence counts: what stands earlier is asked first and makes what stands later moot.
 * Areas, or single checks where an area is split.
 */
const causal = [
  'registry',
  'extension',
  'service',
  'host',
  'radius',
  'clock',
  'cert',
  'endpoints',
  'tenant',
  'token',
  'directory',
  'sync',
  'user',
  'events',
]

/** Within an area, what a sign-in meets first comes first. */
const within = [
  // MFA that is silently off comes before everything that anybody notices.
  'logs.mfa',
  'registry.dlls',
  'registry.values',
  'registry.cloud',
  'extension.installed',
  'service.running',
  'host.os',
  'host.role',
  'host.registered',
  'host.vcruntime',
  'host.schannel',
  'host.dotnet-tls',
  'host.proxy-planes',
  'cert.present',
  'cert.selected',
  'cert.subject',
  'cert.expiry',
  'cert.key',
  'cert.key-acl',
  'cert.eku',
  'cert.duplicates',
  'endpoints.login',
  'endpoints.mfa-service',
  'endpoints.adnotifications',
  'endpoints.credentials',
  'endpoints.login-windows-net',
  'endpoints.graph',
  'tenant.exists',
  'tenant.cloud',
  'tenant.client-principal',
  'tenant.connector-principal',
  'token.acquired',
  'token.accepted-by-service',
  'sync.service',
  'sync.fresh',
  'user.in-ad',
  'user.ad-state',
  'user.dial-in',
  'user.in-entra',
  'user.entra-state',
  'user.upn-suffix',
  'user.same-person',
  'user.licence',
  'user.mfa-methods',
  'user.method-transportable',
  'logs.transport',
  'logs.first-factor',
  'logs.user',
  'logs.method',
  'logs.action',
  'logs.timing',
]

/** Where in that order a layer of the logs stands. */
const layers: Readonly<Record<string, string>> = {
  'logs.mfa': 'registry',
  'logs.service': 'service',
  'logs.transport': 'radius',
  'logs.first-factor': 'radius',
  'logs.network': 'endpoints',
  'logs.token': 'token',
  'logs.extension': 'token',
  'logs.user': 'user',
  'logs.method': 'user',
  'logs.action': 'user',
  'logs.timing': 'user',
}

const place = (list: readonly string[], name: string) =>
  list.includes(name) ? list.indexOf(name) : list.length

/** Sorts check ids causally, then by name. */
export const byCause = (a: string, b: string): number =>
  place(causal, layers[a] ?? areaOf(a)) - place(causal, layers[b] ?? areaOf(b)) ||
  place(within, a) - place(within, b) ||
  (a < b ? -1 : a > b ? 1 : 0)

export const areaOf = (check: string): string => check.split('.')[0]!
