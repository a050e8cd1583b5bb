import {CannotKnow} from '../core/evidence.ts'
import {deployment} from '../facts/deployment.ts'
import {type EntraUser, entraUser} from '../facts/entra-user.ts'
import {defineProbe} from '../world/probe.ts'
import {graphOf} from './shared/graph-of.ts'

const permission = 'User.Read.All'
const select = 'id,userPrincipalName,userType,accountEnabled,onPremisesImmutableId,onPremisesSyncEnabled'

const text = (value: unknown) => (typeof value === 'string' ? value : null)
const flag = (value: unknown) => (typeof value === 'boolean' ? value : null)

export default defineProbe({
  fact: entraUser,
  via: 'Microsoft Graph',
  permission: `Microsoft Graph ${permission}`,
  needs: {deployment},
  timeoutMs: 24_000,
  look: async ({deployment: d}, world, signal, user): Promise<EntraUser> => {
    const path = `/users/${encodeURIComponent(user)}?$select=${select}`
    const found = await graphOf(world, d).get(path, permission, signal)
    if (!found) return {present: false}
    const id = text(found.id)
    const userPrincipalName = text(found.userPrincipalName)
    if (!id || !userPrincipalName)
      throw new CannotKnow('error', 'Microsoft Graph described a user without id or userPrincipalName')
    return {
      present: true,
      id,
      userPrincipalName,
      userType: text(found.userType),
      accountEnabled: flag(found.accountEnabled),
      onPremisesImmutableId: text(found.onPremisesImmutableId),
      onPremisesSyncEnabled: flag(found.onPremisesSyncEnabled),
    }
  },
})
