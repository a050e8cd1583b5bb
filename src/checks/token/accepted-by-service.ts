import {serviceResultTable} from '../../catalogue/codes/extension.ts'
import {defineCheck} from '../../core/check.ts'
import {fail, pass, unknown, warn} from '../../core/outcome.ts'
import {mfaService} from '../../facts/mfa-service.ts'
import {renewal} from '../setup.ts'

/** What says nothing of whether it would ask anybody: an error of its own, or a question that it does not let us ask. */
const undecided: readonly string[] = ['InternalError', 'VersionNotSupported', 'AccessDenied', '']
const sendBack = {
  do: ['Check whether a proxy or filter answers in the place of {host}.'],
  owner: 'network',
  disrupts: 'nothing',
} as const

export default defineCheck({
  id: 'token.accepted-by-service',
  title: 'The MFA service takes the extension’s token',
  needs: {service: mfaService},
  after: ['registry.values', 'registry.cloud', 'tenant.cloud', 'endpoints.mfa-service', 'clock.skew'],
  through: ['token.acquired'],
  outcomes: {
    accepted: pass('{host} takes the token of the extension’s certificate and looks users up.'),
    renew: warn('{host} takes the token, and asks for another certificate.', {
      do: ['Renew the certificate.', renewal.do],
      run: renewal.run,
      owner: 'server',
      disrupts: 'nps-restart',
    }),
    'tenant-blocked': fail('The MFA service serves this tenant no longer: {result}.', {
      do: ['Ask Microsoft support why the tenant is blocked.'],
      owner: 'tenant',
      disrupts: 'nothing',
    }),
    refused: fail('{host} does not accept the extension’s token (HTTP {status}).', {
      do: [
        'Check AZURE_MFA_RESOURCE_HOSTNAME and AZURE_MFA_TARGET_PATH: they say what the token is for.',
        'Prove it by a sign-in: npsmfa radius, with the user’s password.',
      ],
      owner: 'server',
      disrupts: 'nps-restart',
    }),
    unreachable: fail('The MFA service cannot be asked: {detail}.', {
      do: ['Cure the connection to the MFA service first.'],
      owner: 'network',
      disrupts: 'nothing',
    }),
    'not-the-service': fail('What answers as {host} is not the MFA service (HTTP {status}).', sendBack),
    'sent-away': fail(
      '{host} was to be asked, which is no host of this cloud’s MFA service; the token was not sent there.',
      {
        do: ['Check the registry value AZURE_MFA_HOSTNAME.', ...sendBack.do],
        owner: 'network',
        disrupts: 'nothing',
      },
    ),
    unclear: unknown(
      'The MFA service answered “{result}” about a user who cannot exist ({meaning}); whether it would ask a real user is not known.',
      {
        do: ['Try again in some minutes.', 'Prove it by a sign-in: npsmfa radius, with the user’s password.'],
        owner: 'tenant',
        disrupts: 'nothing',
      },
    ),
  },
  judge({service}, say) {
    switch (service.answer) {
      case 'token-refused':
        return say('refused', service)
      case 'unreachable':
        return say('unreachable', {detail: service.failure.detail})
      case 'not-the-service':
        return say('not-the-service', service)
      case 'sent-away':
        return say('sent-away', service)
    }
    const {host, result, renewCertificate} = service
    if (result === 'TenantIsBlocked') return say('tenant-blocked', {result})
    if (!undecided.includes(result)) return say(renewCertificate ? 'renew' : 'accepted', {host})
    const meaning = serviceResultTable.get(result)?.meaning ?? 'no result that is known here'
    return say('unclear', {result, meaning})
  },
})
