import {aadsts} from '../../catalogue/aadsts.ts'
import {defineCheck} from '../../core/check.ts'
import {type Disruption, fail, type Owner, pass} from '../../core/outcome.ts'
import {extensionCertificate} from '../../facts/extension-certificate.ts'
import {privateKeys} from '../../facts/private-keys.ts'
import {token} from '../../facts/token.ts'
import {setup} from '../setup.ts'

const hint = <const O extends Owner, const D extends Disruption, const S extends readonly string[]>(
  owner: O,
  disrupts: D,
  ...steps: S
) => ({do: steps, owner, disrupts}) as const

const refused = 'The token service refused the extension’s certificate'

export default defineCheck({
  id: 'token.acquired',
  title: 'The extension’s certificate is given a token',
  needs: {token},
  wants: {certificate: extensionCertificate, keys: privateKeys},
  after: [
    'extension.installed',
    'registry.values',
    'registry.cloud',
    'endpoints.login',
    'clock.skew',
    'cert.present',
    'cert.selected',
    'cert.subject',
    'cert.expiry',
    'cert.key',
    'tenant.exists',
    'tenant.cloud',
    'tenant.client-principal',
    'tenant.connector-principal',
    'tenant.associated',
  ],
  outcomes: {
    granted: pass('{host} gives the certificate a token for the MFA service, good for {lifetime}.'),
    'granted-here': pass(
      '{host} gives the certificate a token for the MFA service, good for {lifetime}. It was asked for as {account}, which does not prove that the account of NPS may use the key: see cert.key-acl.',
    ),
    unreachable: fail(
      'No token: {host} could not be reached ({detail}).',
      hint('network', 'nothing', 'Cure the connection to {host} first.'),
    ),
    'not-a-token-service': fail(
      'No token: what answers as {host} is no token service (HTTP {status}).',
      hint(
        'network',
        'nothing',
        'Check the registry value STS_URL.',
        'Check whether a proxy or filter answers in the place of {host}.',
      ),
    ),
    'certificate-refused': fail(`${refused} ({code}): {said}`, {
      ...hint('tenant', 'nps-restart', setup.do),
      run: setup.run,
    }),
    'client-disabled': fail(
      `${refused}: the application “Azure Multi-Factor Auth Client” is disabled ({code}).`,
      hint(
        'tenant',
        'nothing',
        'Enable sign-in for “Azure Multi-Factor Auth Client” (981f26a1-7f43-403b-a875-f8b09b8cd720).',
      ),
    ),
    'connector-disabled': fail(
      `${refused}: the application “Azure Multi-Factor Auth Connector” is disabled or the subscription has lapsed ({code}).`,
      hint(
        'tenant',
        'nothing',
        'Enable sign-in for “Azure Multi-Factor Auth Connector” (1f5530b3-261a-47a9-b357-ded261e17918).',
        'Check the tenant’s subscription.',
      ),
    ),
    'client-missing': fail(
      `${refused}: the application is not in the tenant ({code}).`,
      hint(
        'tenant',
        'nothing',
        'Check the registry values TENANT_ID and CLIENT_ID.',
        'Create the service principal 981f26a1-7f43-403b-a875-f8b09b8cd720 in the tenant.',
      ),
    ),
    'resource-missing': fail(
      `${refused}: the tenant does not know the resource {resource} ({code}).`,
      hint(
        'server',
        'nps-restart',
        'Check the registry values AZURE_MFA_RESOURCE_HOSTNAME and AZURE_MFA_TARGET_PATH against the tenant’s cloud.',
        'If they are right, create the service principal 1f5530b3-261a-47a9-b357-ded261e17918 in the tenant.',
      ),
    ),
    'tenant-not-found': fail(
      'The token service {host} knows no such tenant ({code}).',
      hint(
        'server',
        'nps-restart',
        'Check the registry value TENANT_ID (or --tenant).',
        'Check that STS_URL names the cloud in which the tenant lives.',
      ),
    ),
    'wrong-cloud': fail(
      'The tenant lives in another national cloud than {host} serves ({code}): {said}',
      hint(
        'server',
        'nps-restart',
        'Set STS_URL, AZURE_MFA_HOSTNAME and AZURE_MFA_RESOURCE_HOSTNAME to the tenant’s cloud, all three.',
      ),
    ),
    clock: fail(
      `${refused}: its assertion is not within its valid time range ({code}); the clock of this machine is off.`,
      hint('server', 'nothing', 'Set this machine’s clock from its domain or a time server.'),
    ),
    'assertion-malformed': fail(
      `${refused}: the request is not as it should be ({code}): {said}`,
      hint(
        'server',
        'nps-restart',
        'Check the registry value CLIENT_ID.',
        'If it is right, please report this: npsmfa makes the request.',
      ),
    ),
    'secret-refused': fail(
      'The token service saw a client secret in the place of a certificate ({code}).',
      hint('server', 'nothing', 'Please report this: npsmfa never sends a secret for the extension.'),
    ),
    'old-tls': fail(
      'The token service refuses the connection’s old TLS version ({code}).',
      hint(
        'server',
        'server-restart',
        'Enable TLS 1.2 for clients on this machine, or on the proxy in between.',
      ),
    ),
    policy: fail(
      'A policy of the tenant blocks the extension’s token ({code}): {said}',
      hint(
        'tenant',
        'nothing',
        'Exclude the application “Azure Multi-Factor Auth Client” from the Conditional Access policy that blocks it.',
      ),
    ),
    'tenant-restrictions': fail(
      'A proxy on the way adds tenant restrictions that block the extension’s token ({code}).',
      hint('network', 'nothing', 'Exempt this server from the proxy’s tenant restrictions.'),
    ),
    busy: fail(
      'The token service is throttling or out of order ({code}): {said}',
      hint('tenant', 'nothing', 'Try again in some minutes, and look at Microsoft’s service health.'),
    ),
    'wrong-identity': fail(
      'The token service answered about a user where the extension’s application signs in ({code}): {said}',
      hint('server', 'nothing', 'Check the registry values TENANT_ID and CLIENT_ID.'),
    ),
    refused: fail(
      'The token service refused the extension’s request ({code}): {said}',
      hint(
        'tenant',
        'nothing',
        'Look the code up at https://login.microsoftonline.com/error and give it to Microsoft support with the text.',
      ),
    ),
  },
  judge({token, certificate, keys}, say) {
    const {host, resource} = token
    if (token.answer === 'granted') {
      const lifetime = {duration: token.lifetimeMs}
      if (certificate?.from !== 'store' || keys?.by.isService) return say('granted', {host, lifetime})
      return say('granted-here', {host, lifetime, account: keys?.by.account ?? 'whoever ran npsmfa'})
    }
    if (token.answer === 'unreachable') return say('unreachable', {host, detail: token.failure.detail})
    if (token.answer === 'not-a-token-service')
      return say('not-a-token-service', {host, status: token.status ?? 'none'})
    const [number] = token.codes
    const known = number === undefined ? undefined : aadsts.get(number)
    const code = number === undefined ? token.error : `AADSTS${number}`
    const said = `${known ? `${known.meaning}. ` : ''}${token.description}`
    return say(known?.refusal ?? 'refused', {host, resource, code, said})
  },
})
