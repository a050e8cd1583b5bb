import {clientAppId} from '../catalogue/apps.ts'
import {isExtensionSubject} from '../catalogue/vendor-subject.ts'
import type {Candidate} from '../facts/certificate-store.ts'
import {type Step, step} from './change.ts'
import {removedCertificate} from './kinds/removed-certificate.ts'
import {removedTenantKey} from './kinds/removed-tenant-key.ts'
import type {Setting} from './setup.ts'

/**
 * What has ended and is ours: certificates of the extension in this server's store, and the keys in the tenant of just
 * these and of those that runs of this server have made (`made`: their thumbprints). Any other key may be another server's,
 * whatever its subject.
 */
export function prunable(
  {client, prover}: Pick<Setting, 'client' | 'prover'>,
  candidates: readonly Candidate[],
  made: readonly string[],
  now: string,
): Step[] {
  const isOver = (end: string) => Date.parse(end) <= Date.parse(now)
  const stored = candidates.filter(
    ({subject, notAfter, sha1}) => isExtensionSubject(subject) && isOver(notAfter) && sha1 !== prover,
  )
  const there = candidates.map(({sha1}) => sha1)
  const ours = [...stored.map(({sha1}) => sha1), ...made.filter((sha1) => !there.includes(sha1))]
  const keys = client.present ? client.keys : []
  return [
    ...keys.flatMap(({sha1, keyId, endDateTime}) =>
      sha1 !== null && ours.includes(sha1) && isOver(endDateTime)
        ? [
            step(`key ${keyId}`, removedTenantKey, {
              appId: clientAppId,
              keyId,
              sha1,
              ended: endDateTime,
              prover,
            }),
          ]
        : [],
    ),
    ...stored.map(({sha1, notAfter}) =>
      step(`certificate ${sha1}`, removedCertificate, {thumbprint: sha1, ended: notAfter}),
    ),
  ]
}
