import type {Running} from './running.ts'
import type {Principal, Tenant} from './state.ts'

/** Nothing in the lab lags further behind, in milliseconds. */
const longestLag = 600_000

/** The tenant as a part of it sees it that is so many milliseconds behind. */
export function asOf({state: {tenant}, past, now}: Running, lagMs: number): Tenant {
  const at = now().getTime() - lagMs
  const then = past.find(({until}) => until > at)
  return then ? {...tenant, principals: then.principals} : tenant
}

/** Puts other principals in the place of those that are there, at once: the last writer wins. */
export function replacePrincipals(
  {state: {tenant}, past, now}: Running,
  change: (principals: readonly Principal[]) => Principal[],
): void {
  const until = now().getTime()
  while (past[0] && past[0].until < until - longestLag) past.shift()
  past.push({until, principals: tenant.principals})
  tenant.principals = change(tenant.principals)
}
