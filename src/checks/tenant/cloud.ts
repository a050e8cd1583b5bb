import {clouds} from '../../catalogue/clouds.ts'
import {cloudOf} from '../../catalogue/tenant-cloud.ts'
import {defineCheck} from '../../core/check.ts'
import {fail, pass, unknown} from '../../core/outcome.ts'
import {deployment} from '../../facts/deployment.ts'
import {tenantMetadata} from '../../facts/tenant-metadata.ts'

export default defineCheck({
  id: 'tenant.cloud',
  title: 'The tenant lives in the cloud that is configured',
  needs: {deployment, metadata: tenantMetadata},
  after: ['registry.values', 'registry.cloud', 'tenant.exists'],
  through: ['endpoints.login', 'tenant.exists'],
  outcomes: {
    agrees: pass('The tenant lives in the {cloud} cloud, as configured.'),
    differs: fail(
      'The tenant lives in the {real} cloud, but the {cloud} cloud is configured: every sign-in that needs MFA fails.',
      {
        do: [
          'Set all three registry values: STS_URL to {sts}, AZURE_MFA_HOSTNAME to {mfa}, AZURE_MFA_RESOURCE_HOSTNAME to {resource}.',
          'Restart NPS; then look again whether the server’s certificate is registered there.',
        ],
        run: ['npsmfa repair tenant.cloud/differs --apply'],
        owner: 'server',
        disrupts: 'nps-restart',
      },
    ),
    undetermined: unknown('In which cloud the tenant lives could not be told.', {
      do: ['Check the registry value TENANT_ID (or --tenant) first.'],
      owner: 'server',
      disrupts: 'nothing',
    }),
  },
  judge({deployment, metadata}, say) {
    const real = metadata.present ? cloudOf(metadata) : null
    if (!real) return say('undetermined')
    const {cloud} = deployment
    const {stsUrl: sts, mfaHost: mfa, resourceHost: resource} = clouds[real]
    // The extension's own values are the same in both US Government clouds.
    return sts === clouds[cloud].stsUrl
      ? say('agrees', {cloud: real})
      : say('differs', {real, cloud, sts, mfa, resource})
  },
})
