import {anyPurpose, isForOtherPurposes} from '../../catalogue/purposes.ts'
import {defineCheck} from '../../core/check.ts'
import {fail, pass} from '../../core/outcome.ts'
import {extensionCertificate} from '../../facts/extension-certificate.ts'
import {renewal} from '../setup.ts'

export default defineCheck({
  id: 'cert.eku',
  title: 'The extension’s certificate is meant for client authentication',
  needs: {certificate: extensionCertificate},
  after: ['cert.present', 'cert.selected'],
  outcomes: {
    client: pass('The certificate {sha1} is meant for client authentication.'),
    unrestricted: pass('The certificate {sha1} is not restricted to certain purposes.'),
    other: fail(
      'The certificate {sha1} is restricted to other purposes than client authentication ({purposes}), which the extension needs of a certificate of your own.',
      {
        do: [
          'Have a certificate issued with the purpose Client Authentication (1.3.6.1.5.5.7.3.2), register it in the tenant, and enter it in CLIENT_CERT_IDENTIFIER.',
          `Or let one be made. ${renewal.do}`,
        ],
        run: renewal.run,
        owner: 'server',
        disrupts: 'nps-restart',
      },
    ),
  },
  judge({certificate: {sha1, purposes}}, say) {
    if (purposes === null || purposes.includes(anyPurpose)) return say('unrestricted', {sha1})
    return isForOtherPurposes(purposes) ? say('other', {sha1, purposes}) : say('client', {sha1})
  },
})
