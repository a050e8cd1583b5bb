import {certificateStore} from '../../../facts/certificate-store.ts'
import {deployment} from '../../../facts/deployment.ts'
import {extension} from '../../../facts/extension.ts'
import {extensionCertificate} from '../../../facts/extension-certificate.ts'
import {npsService} from '../../../facts/nps-service.ts'
import {defineRepair} from '../../repair.ts'
import {chosen} from '../chosen.ts'
import {restarting} from '../restarting.ts'

export const subject = defineRepair({
  check: 'cert.subject',
  endings: ['unusual'],
  needs: {certificate: extensionCertificate},
  wants: {deployment, extension, store: certificateStore, service: npsService},
  steps({certificate, service, ...known}) {
    const steps = chosen(certificate, known)
    return steps && [...steps, ...restarting(service)]
  },
})
