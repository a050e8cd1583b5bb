import {randomBytes} from 'node:crypto'
import {azureMfaKey, clientAppId, connectorAppId} from '../catalogue/apps.ts'
import {isAtLeast, since} from '../catalogue/versions.ts'
import type {Deployment} from '../facts/deployment.ts'
import type {Principal} from '../facts/principal.ts'
import type {CertificateArg} from './certificate.ts'
import {type Step, step} from './change.ts'
import {certificateIdentifier} from './kinds/certificate-identifier.ts'
import {containerKey} from './kinds/container-key.ts'
import {keyReader} from './kinds/key-reader.ts'
import {madeCertificate} from './kinds/made-certificate.ts'
import {principalCreated, principalEnabled} from './kinds/principal.ts'
import {provenToken} from './kinds/proven-token.ts'
import {registeredKey} from './kinds/registered-key.ts'
import {registryValue} from './kinds/registry-value.ts'
import {restartNps} from './kinds/restart-nps.ts'
import {storedCertificate} from './kinds/stored-certificate.ts'

/** What setup has to know of the server and its tenant. */
export interface Setting {
  deployment: Deployment
  /** The tenant's id, a GUID. */
  tenant: string
  /** Of the installed extension; null where it is not known. */
  version: string | null
  /** Who NPS runs as. */
  account: {name: string; sid: string}
  client: Principal
  connector: Principal
  /** Thumbprint of a certificate of this server that is registered, valid and signs: it proves who we are. */
  prover: string | null
  /** Values of the extension's key that are there already. */
  values: readonly {name: string; type: string; data: string | null}[]
}

/** What is wished for. */
export interface Wish {
  days: number
  bits: 2048 | 3072 | 4096
  /** A certificate of the operator's own, in LocalMachine\My with its key, in the place of one that is made. */
  own: {pem: string; thumbprint: string} | null
}

/** SYSTEM and the administrators own it, the account of NPS reads it. */
const keyAccess = (sid: string) => `D:P(A;;FA;;;SY)(A;;FA;;;BA)(A;;0x120089;;;${sid})`

/**
 * Setup in the order in which no step can break what works: extensions up to 1.2.2677.2 pick any certificate of the right
 * subject, so the new one comes into the store only when it is registered and proven.
 */
export function setupSteps(setting: Setting, wish: Wish): Step[] {
  const {deployment: d, tenant, version, account, prover} = setting
  const container = `npsmfa-${randomBytes(8).toString('hex')}`
  const certificate: CertificateArg = wish.own ? {pem: wish.own.pem} : {step: 'certificate'}
  const subject = {OU: 'Microsoft NPS Extension', CN: tenant}
  const {stsUrl, clientId, resourceHost, targetPath} = d
  const resource = `https://${resourceHost}/${targetPath}`
  const by = isAtLeast(version, since.thumbprint) === true ? 'thumbprint' : 'subject'
  const key = {container, bits: wish.bits, sddl: keyAccess(account.sid), account: account.name}
  return [
    ...principals(setting),
    ...(wish.own
      ? [step('key', keyReader, {thumbprint: wish.own.thumbprint, sid: account.sid, account: account.name})]
      : [
          step('key', containerKey, key),
          step('certificate', madeCertificate, {key: 'key', container, subject, days: wish.days}),
        ]),
    step('registration', registeredKey, {appId: clientAppId, certificate, prover}),
    step('proof', provenToken, {
      ...{certificate, container: wish.own ? null : container},
      ...{stsUrl, tenant, clientId, resource},
    }),
    ...(wish.own ? [] : [step('store', storedCertificate, {certificate, container})]),
    ...values(setting),
    step('identifier', certificateIdentifier, {
      ...{certificate, by},
      subject: `CN=${tenant}, OU=${subject.OU}`,
    }),
    step('restart', restartNps, null),
  ]
}

const client = {appId: clientAppId, name: 'Azure Multi-Factor Auth Client'}
const connector = {appId: connectorAppId, name: 'Azure Multi-Factor Auth Connector'}

function principals(setting: Setting): Step[] {
  const states = [
    [client, setting.client],
    [connector, setting.connector],
  ] as const
  return states.flatMap(([app, principal]) => [
    ...(principal.present ? [] : [step(`create ${app.appId}`, principalCreated, app)]),
    ...(principal.present && principal.accountEnabled
      ? []
      : [step(`enable ${app.appId}`, principalEnabled, app)]),
  ])
}

/** TENANT_ID always, and what of the others is missing. */
function values({deployment: d, tenant, values: there}: Setting): Step[] {
  const wanted: readonly [name: string, data: string][] = [
    ['TENANT_ID', tenant],
    ['CLIENT_ID', d.clientId],
    ['STS_URL', d.stsUrl],
    ['AZURE_MFA_HOSTNAME', d.mfaHost],
    ['AZURE_MFA_RESOURCE_HOSTNAME', d.resourceHost],
    ['AZURE_MFA_TARGET_PATH', d.targetPath],
  ]
  const has = (name: string, data: string) =>
    there.some((value) => value.name.toUpperCase() === name && value.type === 'REG_SZ' && value.data === data)
  return wanted.flatMap(([name, data]) =>
    has(name, data) ? [] : [step(name, registryValue, {path: azureMfaKey, name, type: 'REG_SZ', data})],
  )
}
