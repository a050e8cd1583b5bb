import {type Cloud, clouds, olderHosts} from '../catalogue/clouds.ts'
import {textOf, type Values} from './registry-value.ts'

/** The clouds that the extension can tell apart: its values are the same for both US Government ones. */
export const families = ['public', 'usgov', 'china'] as const satisfies readonly Cloud[]
export type Family = (typeof families)[number]

const hostOf = (url: string) => url.replace(/^https:\/\//i, '').replace(/[/:].*$/, '')
const namedIn = (hosts: readonly string[], host: string) =>
  hosts.some((known) => known.toLowerCase() === host.toLowerCase())

/** The host that each of the three values names, with the hosts that stand for a cloud there. */
const places = [
  {name: 'STS_URL', hosts: (family: Family) => [hostOf(clouds[family].stsUrl), ...olderHosts[family]]},
  {
    name: 'AZURE_MFA_HOSTNAME',
    // Until about version 1.0 the extension called the host that the token is still for.
    hosts: (family: Family) => [clouds[family].mfaHost, clouds[family].resourceHost],
  },
  {name: 'AZURE_MFA_RESOURCE_HOSTNAME', hosts: (family: Family) => [clouds[family].resourceHost]},
] as const

/** The three values, as far as they are there, each with the cloud it belongs to; null for no known one. */
export function valueClouds(values: Values) {
  return places.flatMap(({name, hosts}) => {
    const text = textOf(values, name)
    if (text === null) return []
    const host = hostOf(text)
    return [{name, host, family: families.find((family) => namedIn(hosts(family), host)) ?? null}]
  })
}

export function hasOlderHost(values: Values): boolean {
  const host = textOf(values, 'AZURE_MFA_HOSTNAME')
  return (
    host !== null &&
    namedIn(
      families.map((family) => clouds[family].resourceHost),
      host,
    )
  )
}
