import {
  carries,
  type Override,
  type Prompt,
  promptOf,
  pushBecomes,
  typeWords,
  withoutCodes,
} from '../catalogue/transport.ts'
import type {ExtensionRegistry} from '../facts/extension-registry.ts'
import type {RadiusConfiguration} from '../facts/radius-configuration.ts'
import type {Registered} from './registered-methods.ts'

/** A way in: a network policy that lets people in, or an RD Gateway's group of NPS servers. */
export interface Way {
  name: string
  types: readonly string[]
}

/** The group in which an RD Gateway keeps the NPS servers that it asks. */
const gatewayGroup = 'TS GATEWAY SERVER GROUP'

/** The enabled policies that let people in; those that deny carry nothing. */
export function waysIn({networkPolicies, remoteGroups}: RadiusConfiguration): Way[] {
  const policies = networkPolicies
    .filter(({enabled, grants}) => enabled && grants !== false)
    .map(({name, authenticationTypes: types}) => ({name, types}))
  const gateways = remoteGroups
    .filter(({name, servers}) => name.toUpperCase() === gatewayGroup && servers.length > 0)
    .map(({name}) => ({name, types: ['unauthenticated']}))
  return [...policies, ...gateways]
}

/** The prompts that this user may meet; several where it cannot be told, none where there is no method for any. */
export function promptsFor(
  {served, preferred}: Registered,
  override: Override,
  version: string | null,
): Prompt[] {
  const told = preferred !== null && (preferred === 'none' || preferred in promptOf)
  const choices = told ? [preferred] : Object.keys(promptOf)
  const prompts = choices
    .filter((choice) => served.includes(choice))
    .flatMap((choice) => (choice === 'push' ? pushBecomes(version, override) : (promptOf[choice] ?? [])))
  return [...new Set(prompts)]
}

/**
 * Whether a way in carries a prompt: by every authentication type that it allows, by none, or by some; null where it
 * allows none that we know. Beside a known type others count as what they mostly are, companions of MS-CHAP.
 */
export function carried({types}: Way, prompt: Prompt): 'all' | 'some' | 'none' | null {
  if (!types.some((type) => type in carries)) return null
  const each = types.map((type) => (carries[type] ?? withoutCodes)[prompt])
  return each.every((carry) => carry) ? 'all' : each.some((carry) => carry) ? 'some' : 'none'
}

/** How the extension reads another type or another letter case than documented is not known. */
export function overrideOf(registry: Extract<ExtensionRegistry, {present: true}>): Override {
  const value = registry.values.find(({name}) => name.toUpperCase() === 'OVERRIDE_NUMBER_MATCHING_WITH_OTP')
  const text = value?.data?.trim() ?? ''
  if (!value || (value.type === 'REG_SZ' && text === '')) return 'absent'
  return value.type === 'REG_SZ' && (text === 'TRUE' || text === 'FALSE') ? text : 'unclear'
}

/** "VPN users (PAP, MS-CHAPv2)" */
export const named = ({name, types}: Way): string =>
  `${name} (${types.map((type) => typeWords[type] ?? 'another type').join(', ') || 'no type'})`
