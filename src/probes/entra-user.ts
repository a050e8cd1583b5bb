import {CannotKnow} from '../core/evidence.ts'
import {deployment} from '../facts/deployment.ts'
import {directoryUser} from '../facts/directory-user.ts'
import {type EntraUser, entraUser} from '../facts/entra-user.ts'
import {defineProbe} from '../world/probe.ts'
import {graphOf} from './shared/graph-of.ts'

const permission = 'User.Read.All'
const select =
  'id,userPrincipalName,userType,accountEnabled,onPremisesImmutableId,onPremisesSyncEnabled,onPremisesProvisioningErrors'

type Json = Record<string, unknown>

const text = (value: unknown) => (typeof value === 'string' ? value : null)
const flag = (value: unknown) => (typeof value === 'boolean' ? value : null)

/** More than a handful of errors say no more than that there are some. */
const errorsIn = (value: unknown) =>
  (Array.isArray(value) ? value : []).slice(0, 10).map((e: Json) => ({
    category: text(e?.category) ?? '',
    property: text(e?.propertyCausingError) ?? '',
  }))

export default defineProbe({
  fact: entraUser,
  via: 'Microsoft Graph',
  permission: `Microsoft Graph ${permission}`,
  needs: {deployment},
  wants: {directoryUser},
  timeoutMs: 24_000,
  look: async ({deployment: d, directoryUser: ad}, world, signal, user): Promise<EntraUser> => {
    const graph = graphOf(world, d)
    const ask = (path: string) => graph.get(path, permission, signal)
    const byName = (name: string) => ask(`/users/${encodeURIComponent(name)}?$select=${select}`)
    const byAnchor = async (anchor: string) => {
      const filter = encodeURIComponent(`onPremisesImmutableId eq '${anchor}'`)
      const found = (await ask(`/users?$filter=${filter}&$select=${select}`))?.value
      return Array.isArray(found) && found.length === 1 ? (found[0] as Json) : null
    }

    const asked = await byName(user)
    if (asked) return described(asked, 'name')
    const account = ad?.accounts.length === 1 ? ad.accounts[0] : undefined
    const sent = (
      d.alternateLoginIdAttribute ? account?.alternateLoginId : account?.userPrincipalName
    )?.trim()
    const known = sent && sent.toLowerCase() !== user.toLowerCase() ? await byName(sent) : null
    if (known) return described(known, 'sent')
    const anchor = account?.consistencyGuid ?? account?.objectGuid
    const joined = anchor ? await byAnchor(anchor) : null
    return joined ? described(joined, 'anchor') : {present: false}
  },
})

function described(found: Json, by: 'name' | 'sent' | 'anchor'): EntraUser {
  const id = text(found.id)
  const userPrincipalName = text(found.userPrincipalName)
  if (!id || !userPrincipalName) {
    throw new CannotKnow('error', 'Microsoft Graph described a user without id or userPrincipalName')
  }
  return {
    present: true,
    by,
    id,
    userPrincipalName,
    userType: text(found.userType),
    accountEnabled: flag(found.accountEnabled),
    onPremisesImmutableId: text(found.onPremisesImmutableId),
    provisioningErrors: errorsIn(found.onPremisesProvisioningErrors),
    onPremisesSyncEnabled: flag(found.onPremisesSyncEnabled),
  }
}
