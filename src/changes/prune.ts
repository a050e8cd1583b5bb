import {clientAppId} from '../catalogue/apps.ts'
import {isExtensionSubject} from '../catalogue/vendor-subject.ts'
import type {Candidate} from '../facts/certificate-store.ts'
import {type Step, step} from './change.ts'
import {removedCertificate} from './kinds/removed-certificate.ts'
import {removedTenantKey} from './kinds/removed-tenant-key.ts'
import type {Setting} from './setup.ts'

/**
 * What has ended and is ours: certificates of the extension in this server's store, and the keys of just these in the
 * tenant. A key of which this server has no certificate may be another server's, whatever its subject.
 */
export function prunable(
  {client, prover}: Pick<Setting, 'client' | 'prover'>,
  candidates: readonly Candidate[],
  now: string,
): Step[] {
  const ended = candidates.filter(
    ({subject, notAfter, sha1}) =>
      isExtensionSubject(subject) && Date.parse(notAfter) <= Date.parse(now) && sha1 !== prover,
  )
  const keys = client.present ? client.keys : []
  return ended.flatMap(({sha1, notAfter}) => [
    ...keys
      .filter((key) => key.sha1 === sha1)
      .map(({keyId, endDateTime}) =>
        step(`key ${keyId}`, removedTenantKey, {appId: clientAppId, keyId, sha1, ended: endDateTime, prover}),
      ),
    step(`certificate ${sha1}`, removedCertificate, {thumbprint: sha1, ended: notAfter}),
  ])
}
