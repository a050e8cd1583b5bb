import {CannotKnow} from '../core/evidence.ts'
import {deployment} from '../facts/deployment.ts'
import {entraUser} from '../facts/entra-user.ts'
import {tenantLicences, userLicences} from '../facts/licences.ts'
import {defineProbe} from '../world/probe.ts'
import {graphOf, notInTenant} from './shared/graph-of.ts'

type Json = Record<string, unknown>

const list = (value: unknown): Json[] => (Array.isArray(value) ? (value.slice(0, 1000) as Json[]) : [])
const plansOf = (sku: Json) =>
  list(sku.servicePlans).map((p) => ({id: String(p.servicePlanId), status: String(p.provisioningStatus)}))

const organizationRead = 'Organization.Read.All'
const userRead = 'User.Read.All'

export default [
  defineProbe({
    fact: tenantLicences,
    via: 'Microsoft Graph',
    permission: `Microsoft Graph ${organizationRead}`,
    needs: {deployment},
    timeoutMs: 24_000,
    look: async ({deployment: d}, world, signal) => {
      const path = '/subscribedSkus?$select=skuId,skuPartNumber,capabilityStatus,servicePlans'
      const answer = await graphOf(world, d).get(path, organizationRead, signal)
      if (!Array.isArray(answer?.value))
        throw new CannotKnow('error', 'Microsoft Graph listed no subscriptions')
      return list(answer.value).map((sku) => ({
        sku: String(sku.skuPartNumber),
        capability: String(sku.capabilityStatus),
        plans: plansOf(sku),
      }))
    },
  }),
  defineProbe({
    fact: userLicences,
    via: 'Microsoft Graph',
    permission: `Microsoft Graph ${userRead}`,
    needs: {deployment, entraUser},
    timeoutMs: 24_000,
    look: async ({deployment: d, entraUser: found}, world, signal, user) => {
      if (!found.present) throw notInTenant(user)
      const path = `/users/${encodeURIComponent(found.id)}/licenseDetails?$select=skuId,skuPartNumber,servicePlans`
      const answer = await graphOf(world, d).get(path, userRead, signal)
      if (!Array.isArray(answer?.value)) throw new CannotKnow('error', 'Microsoft Graph listed no licences')
      return list(answer.value).map((sku) => ({sku: String(sku.skuPartNumber), plans: plansOf(sku)}))
    },
  }),
]
