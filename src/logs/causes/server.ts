import {causesOf} from './cause.ts'

const later = ['first-factor', 'token', 'network', 'extension', 'result', 'method', 'timing', 'gateway']
const mfa = causesOf('mfa')
const service = causesOf('service', {disrupts: 'nps-restart', explains: ['service', 'system', ...later]})
const transport = causesOf('transport', {explains: ['timing', 'gateway']})

const down =
  'while it does not run, every RADIUS sign-in fails, those without MFA too ({count} times in these logs).'

/** MFA that is off, NPS that does not run, RADIUS that does not get through. */
export const serverCauses = {
  'mfa/off': mfa(
    'off',
    'DLL_REGISTRATION',
    'NPS lets {whom} in and the extension is not asked: MFA is off. {count} sign-ins were accepted without a second factor, while the extension’s log has nothing.',
    {
      do: [
        'Look at AuthorizationDLLs and ExtensionDLLs under AuthSrv\\Parameters; where C:\\NPS\\AuthSrv.reg is left of a test without MFA, import it.',
        'Restart NPS, and see that the next sign-in asks for the second factor.',
      ],
      disrupts: 'nps-restart',
    },
  ),
  'mfa/exempt': mfa(
    'exempt',
    'FAIL_OPEN_USER_MATCH',
    '{count} sign-ins of {whom} were accepted without a second factor, while others are asked for one.',
    {
      do: [
        'See whether this is meant: IP_WHITELIST exempts a RADIUS client, REQUIRE_USER_MATCH=FALSE exempts people without a method.',
      ],
      status: 'warn',
      confirm: ['registry.ip-whitelist', 'registry.require-user-match'],
    },
  ),
  'system/service-no-module': service(
    'library-missing',
    'VCRUNTIME_MISSING',
    `The service Network Policy Server does not start, because a library that it or the extension needs is missing: ${down}`,
    {confirm: ['service.running', 'host.vcruntime', 'extension.files', 'registry.dlls']},
  ),
  'system/service-failed': service(
    'not-started',
    'EXT_INIT_FAILED',
    `The service Network Policy Server failed to start or ended with an error: ${down}`,
    {confirm: ['service.running', 'registry.values', 'cert.present', 'extension.files', 'host.vcruntime']},
  ),
  'system/schannel-36871': service(
    'no-tls',
    'TLS12_DISABLED',
    'Windows could make no TLS connection as a client (Schannel 36871): TLS 1.2 is most likely switched off, so neither the token service nor the MFA service can be reached.',
    {
      disrupts: 'server-restart',
      explains: ['network', 'token/none', 'token/busy', 'extension', 'timing', 'gateway'],
    },
  ),
  'system/nps-4402': service(
    'no-domain-controller',
    'NO_DOMAIN_CONTROLLER',
    'NPS finds no domain controller ({count} times), so it cannot check anybody’s password.',
    {disrupts: 'nothing', explains: ['first-factor', 'extension', 'timing', 'gateway']},
  ),
  'system/nps-18': transport(
    'secret-mismatch',
    'SHARED_SECRET_MISMATCH',
    'The shared secret of the RADIUS client {whom} is not the one NPS has: what it signs is not valid ({count} times).',
    {explains: ['first-factor', 'timing', 'gateway', 'system/nps-17']},
  ),
  'system/nps-17': transport(
    'no-message-authenticator',
    'MSGAUTH_REQUIRED',
    'The RADIUS client {whom} does not sign its requests (Message-Authenticator) as NPS requires: {count} were dropped.',
  ),
  'system/nps-4418': transport(
    'proxy-state-dropped',
    'MSGAUTH_HARDENING',
    'NPS drops requests of {whom}: they carry Proxy-State without a Message-Authenticator, and limitProxyState is on ({count} times).',
  ),
  'system/nps-13': transport(
    'client-unknown',
    'RADIUS_CLIENT_UNKNOWN',
    'NPS answers nothing to {whom}: there is no RADIUS client with this address ({count} requests).',
    {status: 'warn'},
  ),
}
