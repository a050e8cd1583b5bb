import {defineCheck} from '../../core/check.ts'
import {fail, pass, unknown} from '../../core/outcome.ts'
import {deployment} from '../../facts/deployment.ts'
import {tenantMetadata} from '../../facts/tenant-metadata.ts'

export default defineCheck({
  id: 'tenant.exists',
  title: 'The tenant exists for the token service',
  needs: {deployment, metadata: tenantMetadata},
  after: ['registry.values'],
  through: ['endpoints.login'],
  outcomes: {
    exists: pass('{host} knows the tenant {tenant}.'),
    missing: fail('{host} knows no tenant {tenant} (AADSTS{code}): every sign-in that needs MFA fails.', {
      do: [
        'Check the registry value TENANT_ID (or --tenant) against the tenant id that Entra shows under Overview.',
        'Check that STS_URL names the cloud in which the tenant lives.',
      ],
      owner: 'server',
      disrupts: 'nps-restart',
    }),
    undetermined: unknown('{host} answered AADSTS{code} when asked about the tenant {tenant}.', {
      do: ['Try again; if it stays, look the code up at https://login.microsoftonline.com/error.'],
      owner: 'tenant',
      disrupts: 'nothing',
    }),
  },
  judge({deployment, metadata}, say) {
    const slots = {host: metadata.host, tenant: deployment.tenant ?? ''}
    if (metadata.present) return say('exists', slots)
    const {code} = metadata
    return say(notFound.includes(code) ? 'missing' : 'undetermined', {...slots, code})
  },
})

// 90002 tenant not found, 900021 and 900023 no valid tenant identifier.
const notFound = [90002, 900021, 900023]
