import {tenantInSubject} from '../../catalogue/vendor-subject.ts'
import {defineCheck} from '../../core/check.ts'
import {fail, pass, skip, warn} from '../../core/outcome.ts'
import {deployment} from '../../facts/deployment.ts'
import {extensionCertificate} from '../../facts/extension-certificate.ts'
import {tenantMetadata} from '../../facts/tenant-metadata.ts'
import {setup} from '../setup.ts'

const isTenantId = (text: string | null | undefined) =>
  /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text ?? '')

export default defineCheck({
  id: 'cert.subject',
  title: 'The extension’s certificate is made for this tenant',
  needs: {certificate: extensionCertificate, deployment},
  wants: {metadata: tenantMetadata},
  after: ['cert.present', 'cert.selected', 'tenant.exists'],
  outcomes: {
    'this-tenant': pass('The certificate {sha1} is made for the tenant {tenant}.'),
    'by-thumbprint': pass(
      'The certificate {sha1} is selected by its thumbprint, so its subject does not matter.',
    ),
    'from-file': pass(
      'The certificate {sha1} has a subject of its own ({subject}); the extension must be told its thumbprint.',
    ),
    'other-tenant': fail(
      'The certificate {sha1} is made for the tenant {named}, but the extension is configured for {tenant}.',
      {
        do: [
          'Check the registry value TENANT_ID (or --tenant) against the tenant id that Entra shows under Overview.',
          `If it is right: ${setup.do}`,
        ],
        run: setup.run,
        owner: 'server',
        disrupts: 'nps-restart',
      },
    ),
    unusual: warn(
      'The certificate {sha1} is selected by a subject of its own ({subject}). Documented are only “CN=<tenant id>, OU=Microsoft NPS Extension”, and thumbprints from version 1.2.2893.1 on.',
      {
        do: [
          'Upgrade the extension to 1.2.2893.1 or newer.',
          'Enter the certificate’s thumbprint as CLIENT_CERT_IDENTIFIER, and restart NPS.',
        ],
        run: [
          'npsmfa repair cert.subject/unusual --apply',
          'Set-ItemProperty HKLM:\\SOFTWARE\\Microsoft\\AzureMfa CLIENT_CERT_IDENTIFIER {sha1}',
          'Restart-Service IAS',
        ],
        owner: 'server',
        disrupts: 'nps-restart',
      },
    ),
    'not-compared': skip(
      'Nothing tells the tenant’s id, so the certificate {sha1} for the tenant {named} was not compared with it.',
    ),
  },
  judge({certificate: {sha1, subject, matches}, deployment, metadata}, say) {
    if (matches === 'thumbprint') return say('by-thumbprint', {sha1})
    const named = tenantInSubject(subject)
    if (named === null) return say(matches === null ? 'from-file' : 'unusual', {sha1, subject})
    const published = metadata?.present ? metadata.tenantId : null
    const tenant = isTenantId(deployment.tenant) ? deployment.tenant : published
    if (!tenant) return say('not-compared', {sha1, named})
    const slots = {sha1, named, tenant}
    return named === tenant.toLowerCase() ? say('this-tenant', slots) : say('other-tenant', slots)
  },
})
