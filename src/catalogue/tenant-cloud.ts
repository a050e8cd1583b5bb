import type {Cloud} from './clouds.ts'

interface Published {
  cloudInstance: string | null
  regionScope: string | null
  regionSubScope: string | null
}

/**
 * The national cloud a tenant lives in, by what the token service publishes about it; null where that does not tell.
 * GCC (not High) tenants live in the public cloud. Source: Microsoft Learn, "National clouds" and "Azure Government
 * and identity" (tenant_region_scope, tenant_region_sub_scope).
 */
export function cloudOf({cloudInstance, regionScope, regionSubScope}: Published): Cloud | null {
  const sub = regionSubScope?.toUpperCase()
  if (sub === 'DOD') return 'dod'
  if (sub === 'DODCON') return 'usgov'
  if (sub === 'GCC') return 'public'
  if (cloudInstance && /\.cn$/i.test(cloudInstance)) return 'china'
  if (regionScope?.toUpperCase() === 'USGOV' || (cloudInstance && /\.us$/i.test(cloudInstance)))
    return 'usgov'
  return cloudInstance ? 'public' : null
}
