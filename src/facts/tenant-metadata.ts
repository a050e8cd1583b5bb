import * as v from 'valibot'
import {defineFact} from '../core/fact.ts'

/** What the token service publishes about a tenant (OpenID Connect discovery), to anybody. */
const shape = v.variant('present', [
  v.object({present: v.literal(false), host: v.string(), code: v.number()}),
  v.object({
    present: v.literal(true),
    host: v.string(),
    /** The tenant's GUID, from the issuer. */
    tenantId: v.nullable(v.string()),
    /** `cloud_instance_name`: "microsoftonline.com", "microsoftonline.us", "partner.microsoftonline.cn". */
    cloudInstance: v.nullable(v.string()),
    /** `tenant_region_scope`: "EU", "NA", "USGov" … */
    regionScope: v.nullable(v.string()),
    /** `tenant_region_sub_scope`: "GCC", "DODCON", "DOD". */
    regionSubScope: v.nullable(v.string()),
  }),
])
export type TenantMetadata = v.InferOutput<typeof shape>

export const tenantMetadata = defineFact<TenantMetadata>({
  key: 'tenant-metadata',
  about: 'what the token service publishes about the tenant',
  shape,
  identifies: {tenant: ['/tenantId'], text: ['/host', '/cloudInstance']},
})
