import {clouds} from '../catalogue/clouds.ts'
import type {Setting} from '../changes/setup.ts'
import {type EvidenceRecord, valueIn} from '../core/evidence.ts'
import type {Fact} from '../core/fact.ts'
import {certificateStore} from '../facts/certificate-store.ts'
import {deployment} from '../facts/deployment.ts'
import {extension} from '../facts/extension.ts'
import {extensionCertificate} from '../facts/extension-certificate.ts'
import {extensionRegistry} from '../facts/extension-registry.ts'
import {npsService} from '../facts/nps-service.ts'
import {clientPrincipal, connectorPrincipal} from '../facts/principal.ts'
import {tenantMetadata} from '../facts/tenant-metadata.ts'
import {token} from '../facts/token.ts'
import type {Options} from './options.ts'

/** What setup has to know before it can plan. */
export const settingFacts: readonly Fact<unknown>[] = [
  deployment,
  tenantMetadata,
  extension,
  extensionRegistry,
  npsService,
  certificateStore,
  extensionCertificate,
  clientPrincipal,
  connectorPrincipal,
  token,
] as Fact<unknown>[]

/** What is there to plan with, or why that is not enough, in sentences. */
export function settingIn(record: EvidenceRecord, {cloud}: Options): Setting | string[] {
  const [registry, service, client, connector, metadata] = [
    valueIn(record, extensionRegistry),
    valueIn(record, npsService),
    valueIn(record, clientPrincipal),
    valueIn(record, connectorPrincipal),
    valueIn(record, tenantMetadata),
  ]
  const told = valueIn(record, deployment)
  const tenant = metadata?.present ? metadata.tenantId : null
  const missing = [
    ...(registry?.present ? [] : ['The NPS extension is not installed on this server; install it first.']),
    ...(told?.tenant ? [] : ['Nothing tells which tenant this is for; give --tenant.']),
    ...(told?.tenant && !tenant ? [`The tenant was not found: ${why(record, tenantMetadata)}`] : []),
    ...(service?.present && service.accountSid
      ? []
      : ['The service of NPS (IAS), or the account that it runs as, is not known.']),
    ...(client && connector
      ? []
      : [`The applications in the tenant could not be read: ${why(record, clientPrincipal)}`]),
  ]
  if (missing.length > 0 || !told || !tenant || !registry?.present || !service?.present) return missing
  if (!service.accountSid || !client || !connector) return missing
  const granted = valueIn(record, token)?.answer === 'granted'
  return {
    deployment: cloud ? {...told, ...clouds[cloud], cloud} : told,
    ...{tenant, client, connector},
    version: valueIn(record, extension)?.version ?? null,
    account: {name: service.account, sid: service.accountSid},
    prover: granted ? (valueIn(record, extensionCertificate)?.sha1 ?? null) : null,
    values: registry.values,
  }
}

function why(record: EvidenceRecord, {key}: Fact<never> | Fact<unknown>): string {
  const evidence = record[key]
  return evidence && !evidence.known ? `${evidence.detail}.` : 'it is not known.'
}
