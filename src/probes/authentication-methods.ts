import {CannotKnow} from '../core/evidence.ts'
import {authenticationMethods} from '../facts/authentication-methods.ts'
import {deployment} from '../facts/deployment.ts'
import {entraUser} from '../facts/entra-user.ts'
import {defineProbe} from '../world/probe.ts'
import {graphOf, notInTenant} from './shared/graph-of.ts'

const permission = 'UserAuthenticationMethod.Read.All'

/** "#microsoft.graph.phoneAuthenticationMethod" → "phone" */
const kindOf = (type: unknown) =>
  /^#microsoft\.graph\.(\w+)AuthenticationMethod$/.exec(String(type))?.[1] ?? null

export default defineProbe({
  fact: authenticationMethods,
  via: 'Microsoft Graph',
  permission: `Microsoft Graph ${permission}`,
  needs: {deployment, entraUser},
  timeoutMs: 24_000,
  look: async ({deployment: d, entraUser: found}, world, signal, user) => {
    if (!found.present) throw notInTenant(user)
    const graph = graphOf(world, d)
    const id = encodeURIComponent(found.id)
    const [listed, preferences] = await Promise.all([
      graph.get(`/users/${id}/authentication/methods`, permission, signal),
      graph.beta(`/users/${id}/authentication/signInPreferences`, permission, signal).catch(onlyLess),
    ])
    if (!Array.isArray(listed?.value))
      throw new CannotKnow('error', 'Microsoft Graph listed no authentication methods')
    const kinds = listed.value
      .slice(0, 200)
      .flatMap((method: Record<string, unknown>) => kindOf(method['@odata.type']) ?? [])
    const preferred = preferences?.userPreferredMethodForSecondaryAuthentication
    return {
      methods: [...new Set(kinds)].filter((kind) => kind !== 'password').sort(),
      preferred: typeof preferred === 'string' ? preferred : null,
    }
  },
})

/** The beta endpoint may be closed to a tenant; the methods are worth knowing without the choice among them. */
function onlyLess(error: unknown): null {
  if (error instanceof CannotKnow) return null
  throw error
}
