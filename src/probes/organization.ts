import {CannotKnow} from '../core/evidence.ts'
import {deployment} from '../facts/deployment.ts'
import {organization} from '../facts/organization.ts'
import {defineProbe} from '../world/probe.ts'
import {graphOf} from './shared/graph-of.ts'

const permission = 'Organization.Read.All'
const path =
  '/organization?$select=id,displayName,verifiedDomains,onPremisesSyncEnabled,onPremisesLastSyncDateTime'
/** Tenants may hold 5,000 domains; Microsoft Learn, "Microsoft Entra service limits". */
const mostDomains = 5_000

export default defineProbe({
  fact: organization,
  via: 'Microsoft Graph',
  permission: `Microsoft Graph ${permission}`,
  needs: {deployment},
  timeoutMs: 24_000,
  look: async ({deployment: d}, world, signal) => {
    const answer = await graphOf(world, d).get(path, permission, signal)
    const [found] = (answer?.value ?? []) as Record<string, unknown>[]
    const domains = found?.verifiedDomains
    if (!found || !Array.isArray(domains))
      throw new CannotKnow('error', 'Microsoft Graph did not describe the tenant')
    const {onPremisesSyncEnabled: enabled, onPremisesLastSyncDateTime: last} = found
    return {
      verifiedDomains: domains
        .slice(0, mostDomains)
        .map(({name, isInitial}) => ({name: String(name), isInitial: isInitial === true})),
      syncEnabled: typeof enabled === 'boolean' ? enabled : null,
      lastSync: typeof last === 'string' ? last : null,
    }
  },
})
