import {clientAppId} from '../../../catalogue/apps.ts'
import {certificateStore} from '../../../facts/certificate-store.ts'
import {deployment} from '../../../facts/deployment.ts'
import {extensionCertificate} from '../../../facts/extension-certificate.ts'
import {clientPrincipal} from '../../../facts/principal.ts'
import {run} from '../../../facts/run.ts'
import {type Step, step} from '../../change.ts'
import {registeredKey} from '../../kinds/registered-key.ts'
import {removedTenantKey} from '../../kinds/removed-tenant-key.ts'
import {defineRepair} from '../../repair.ts'
import {proven, registeredOne} from '../chosen.ts'

/** Registers the certificate that is there; an entry of it that has ended makes way. */
export const associated = defineRepair({
  check: 'tenant.associated',
  endings: ['not-registered', 'expired-there'],
  needs: {certificate: extensionCertificate, principal: clientPrincipal, deployment, run},
  wants: {store: certificateStore},
  steps({certificate: {sha1, notAfter, hasPrivateKey}, principal, deployment, run, store}) {
    const proof = proven(sha1, {deployment})
    const isOver = Date.parse(notAfter) < Date.parse(run.asOf)
    if (!principal.present || !proof || !hasPrivateKey || isOver) return null
    const prover = registeredOne({store, principal}, run.asOf)?.sha1 ?? null
    const [present, token] = proof
    const ended = principal.keys.filter((key) => key.sha1 === sha1)
    return [
      present!,
      ...ended.map(
        ({keyId, endDateTime}): Step =>
          step(`key ${keyId}`, removedTenantKey, {
            ...{appId: clientAppId, keyId, sha1, ended: endDateTime, prover},
          }),
      ),
      step('registration', registeredKey, {
        ...{appId: clientAppId, certificate: {step: 'certificate'}, prover},
      }),
      token!,
    ]
  },
})
