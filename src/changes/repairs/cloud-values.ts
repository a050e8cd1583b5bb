import {type Cloud, clouds} from '../../catalogue/clouds.ts'
import {cloudOf} from '../../catalogue/tenant-cloud.ts'
import type {Values} from '../../checks/registry-value.ts'
import {valueClouds} from '../../checks/value-clouds.ts'
import type {ExtensionRegistry} from '../../facts/extension-registry.ts'
import type {TenantMetadata} from '../../facts/tenant-metadata.ts'
import type {Step} from '../change.ts'
import {textValue} from './text-value.ts'

/** What the three values are in a cloud. */
export const valuesIn = (cloud: Cloud) => {
  const {stsUrl, mfaHost, resourceHost} = clouds[cloud]
  return {STS_URL: stsUrl, AZURE_MFA_HOSTNAME: mfaHost, AZURE_MFA_RESOURCE_HOSTNAME: resourceHost} as const
}

/** The values that name another cloud than the tenant says it lives in; null where it does not say. */
export function intoItsCloud(
  registry: ExtensionRegistry,
  metadata: TenantMetadata | undefined,
): Step[] | null {
  const cloud = metadata?.present ? cloudOf(metadata) : null
  if (cloud === null || !registry.present) return null
  return strays(registry.values, cloud).map((name) => textValue(name, valuesIn(cloud)[name]))
}

/** Both US Government clouds have the same values. */
const strays = (values: Values, cloud: Cloud) =>
  valueClouds(values)
    .filter(({family}) => family !== (cloud === 'dod' ? 'usgov' : cloud))
    .map(({name}) => name)
