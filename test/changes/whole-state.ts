import {createHash, X509Certificate} from 'node:crypto'
import {azureMfaKey, clientAppId, connectorAppId} from '../../src/catalogue/apps.ts'
import {authSrvKey} from '../../src/catalogue/extension-dlls.ts'
import {dotnetKeys, tls12Key} from '../../src/catalogue/tls-keys.ts'
import type {LabState} from '../../src/lab/index.ts'
import {referenceOf, vendorKey} from '../../src/world/windows/memory.ts'

/** All that there is of a server and its tenant, place by place. Of secrets only a digest. */
export type Whole = ReadonlyMap<string, string>

const digest = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 12)
const places: readonly [string, string][] = [
  [azureMfaKey, 'AzureMfa'],
  [authSrvKey, 'AuthSrv'],
  ['SYSTEM\\CurrentControlSet\\Services\\IAS', 'IAS'],
  [tls12Key, 'TLS 1.2'],
  [dotnetKeys['64-bit'], '.NET'],
  [dotnetKeys['32-bit'], '.NET (32-bit)'],
  [clientAppId, 'client'],
  [connectorAppId, 'connector'],
]
const short = (text: string) => places.reduce((so, [long, name]) => so.replace(long, name), text)

/** Journals and event logs apart: what is written down of a change, and of who looked at it, is no part of what it changes. */
export function wholeState(state: LabState): Whole {
  const {server, tenant, ...rest} = JSON.parse(JSON.stringify(state)) as LabState
  const {registry, services, certificates, keys = [], journals: _, events: _logged, ...machine} = server
  const {principals, ...directory} = tenant
  const held = certificates.flatMap((entry) =>
    entry.key === null ? [] : [{reference: referenceOf(entry)!, key: entry.key, facts: entry.facts}],
  )
  return new Map([
    ...Object.entries(registry).flatMap(([path, {values, writtenAt}]) => [
      // How a service starts is told with the service.
      ...values
        .filter(({name}) => name !== 'Start')
        .map(({name, type, data}) => [`${short(path)} ${name}`, `${JSON.stringify(data)} ${type}`] as const),
      [`${short(path)} written`, String(writtenAt)] as const,
    ]),
    ...Object.entries(services).flatMap(([name, service]) =>
      Object.entries(service).map(([what, is]) => [`service ${name} ${what}`, String(is)] as const),
    ),
    ...certificates.map(
      (entry) =>
        [
          `store ${thumbprint(entry.certificate)}`,
          `with the key ${referenceOf(entry)?.container.toUpperCase() ?? 'of nobody'}`,
        ] as const,
    ),
    ...[...held, ...keys].map(
      ({reference, key, facts}) =>
        [`key ${reference.container.toUpperCase()}`, `${digest(key)} ${(facts ?? vendorKey).sddl}`] as const,
    ),
    ...principals.flatMap(({appId, keys, ...principal}) => [
      ...Object.entries(principal).map(
        ([what, is]) => [`${short(appId)} ${what}`, JSON.stringify(is)] as const,
      ),
      ...keys.map(
        ({keyId, certificate, endDateTime}) =>
          [`${short(appId)} key ${keyId}`, `${thumbprint(certificate)} until ${endDateTime}`] as const,
      ),
    ]),
    ['all else', JSON.stringify({rest, machine, directory})],
  ])
}

/** What is another way than it was, a line each: "AzureMfa CLIENT_ID: 1 REG_DWORD → …". */
export const differences = (before: Whole, after: Whole): string[] =>
  [...new Set([...before.keys(), ...after.keys()])]
    .filter((place) => before.get(place) !== after.get(place))
    .map((place) => `${place}: ${before.get(place) ?? 'absent'} → ${after.get(place) ?? 'absent'}`)

export const thumbprint = (pem: string) => new X509Certificate(pem).fingerprint.replaceAll(':', '')
