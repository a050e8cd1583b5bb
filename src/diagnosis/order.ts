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

/** Within an area, the hosts a sign-in meets first come first. */
const within = [
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
  'user.in-ad',
  'user.ad-state',
  'user.dial-in',
  'user.in-entra',
  'user.entra-state',
  'user.upn-suffix',
  'user.same-person',
]

const place = (list: readonly string[], name: string) =>
  list.includes(name) ? list.indexOf(name) : list.length

/** Sorts check ids causally, then by name. */
export const byCause = (a: string, b: string): number =>
  place(causal, areaOf(a)) - place(causal, areaOf(b)) ||
  place(within, a) - place(within, b) ||
  (a < b ? -1 : a > b ? 1 : 0)

export const areaOf = (check: string): string => check.split('.')[0]!
