import {CannotKnow} from '../../core/evidence.ts'
import type {TenantMetadata} from '../../facts/tenant-metadata.ts'
import type {World} from '../../world/world.ts'

const text = (value: unknown) => (typeof value === 'string' ? value.slice(0, 200) : null)

/** Asks the token service at `stsUrl` what it publishes about a tenant. */
export async function metadataOf(
  world: World,
  stsUrl: string,
  tenant: string,
  signal: AbortSignal,
): Promise<TenantMetadata> {
  const {hostname: host} = new URL(stsUrl)
  const url = new URL(`https://${host}/${encodeURIComponent(tenant)}/v2.0/.well-known/openid-configuration`)
  const answer = await world.get(url, signal)
  const body = answer.json()
  const [, code] = /^AADSTS(\d+)/.exec(text(body?.error_description) ?? '') ?? []
  if (code) return {present: false, host, code: Number(code)}
  const issuer = text(body?.issuer)
  if (answer.status !== 200 || !issuer) {
    throw new CannotKnow(
      'error',
      `what ${host} answers is not what a token service publishes (HTTP ${answer.status})`,
    )
  }
  return {
    present: true,
    host,
    tenantId: /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/i.exec(issuer)?.[0] ?? null,
    cloudInstance: text(body?.cloud_instance_name),
    regionScope: text(body?.tenant_region_scope),
    regionSubScope: text(body?.tenant_region_sub_scope),
  }
}
