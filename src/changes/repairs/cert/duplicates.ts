import {certificateStore} from '../../../facts/certificate-store.ts'
import {extensionCertificate} from '../../../facts/extension-certificate.ts'
import {npsService} from '../../../facts/nps-service.ts'
import {run} from '../../../facts/run.ts'
import {defineRepair} from '../../repair.ts'
import {leftovers} from '../leftovers.ts'
import {restarting} from '../restarting.ts'

export const duplicates = defineRepair({
  check: 'cert.duplicates',
  endings: ['expired'],
  needs: {store: certificateStore, certificate: extensionCertificate, run},
  wants: {service: npsService},
  steps({store, certificate, run, service}) {
    const steps = leftovers(store, certificate.sha1, run.asOf)
    return steps && [...steps, ...restarting(service)]
  },
})
