import {causesOf} from './cause.ts'

const mfa = causesOf('mfa', 'server')
const service = causesOf('service', 'server')
const transport = causesOf('transport', 'network')

const everything = [
  'service',
  'system',
  'first-factor',
  'token',
  'network',
  'extension',
  'result',
  'method',
  'timing',
  'gateway',
]

/** MFA that is off, NPS that does not run, RADIUS that does not get through. */
export const serverCauses = {
  'mfa/off': mfa(
    'off',
    'DLL_REGISTRATION',
    'NPS lets {whom} in and the extension is not asked: MFA is off. {count} sign-ins were accepted without a second factor, while the extension’s log has nothing.',
    [
      'Look at AuthorizationDLLs and ExtensionDLLs under AuthSrv\\Parameters; where C:\\NPS\\AuthSrv.reg is left of a test without MFA, import it.',
      'Restart NPS, and see that the next sign-in asks for the second factor.',
    ],
    {confirm: ['registry.dlls'], disrupts: 'nps-restart'},
  ),
  'mfa/exempt': mfa(
    'exempt',
    'FAIL_OPEN_USER_MATCH',
    '{count} sign-ins of {whom} were accepted without a second factor, while others are asked for one.',
    'See whether this is meant: IP_WHITELIST exempts a RADIUS client, REQUIRE_USER_MATCH=FALSE exempts people without a method.',
    {status: 'warn', confirm: ['registry.ip-whitelist', 'registry.require-user-match']},
  ),
  'system/service-failed': service(
    'not-started',
    'EXT_INIT_FAILED',
    'The service Network Policy Server failed to start or ended with an error ({count} times): while it does not run, every RADIUS sign-in fails, those without MFA too.',
    [
      'See that the Visual C++ x64 runtime is installed and that both DLLs of the extension can be loaded.',
      'Start the service “Network Policy Server”.',
    ],
    {
      confirm: ['service.running', 'host.vcruntime', 'extension.files'],
      disrupts: 'nps-restart',
      explains: everything,
    },
  ),
  'system/schannel-36871': service(
    'no-tls',
    'TLS12_DISABLED',
    'Windows could make no TLS connection as a client (Schannel 36871): TLS 1.2 is most likely switched off, so neither the token service nor the MFA service can be reached.',
    ['Enable TLS 1.2 for clients in SCHANNEL\\Protocols.', 'Restart the server.'],
    {
      confirm: ['host.schannel'],
      disrupts: 'server-restart',
      explains: ['network', 'token/none', 'token/busy', 'extension', 'timing', 'gateway'],
    },
  ),
  'system/nps-18': transport(
    'secret-mismatch',
    'SHARED_SECRET_MISMATCH',
    'The shared secret of the RADIUS client {whom} is not the one NPS has: its requests carry a Message-Authenticator that is not valid ({count} times).',
    'Enter the same secret on both sides; use letters and digits only.',
    {confirm: ['radius.clients'], explains: ['first-factor', 'timing', 'gateway', 'system/nps-17']},
  ),
  'system/nps-17': transport(
    'no-message-authenticator',
    'MSGAUTH_REQUIRED',
    'The RADIUS client {whom} does not sign its requests (Message-Authenticator) as NPS requires: {count} were dropped.',
    'Update the client or switch Message-Authenticator on there; until then clear the requirement for this client in NPS.',
    {confirm: ['radius.hardening'], explains: ['timing', 'gateway']},
  ),
  'system/nps-4418': transport(
    'proxy-state-dropped',
    'MSGAUTH_HARDENING',
    'NPS drops requests of {whom}: they carry Proxy-State without a Message-Authenticator, and limitProxyState is on ({count} times).',
    'Update the forwarding NPS or gateway so that it signs its requests; until then make an exception for this client.',
    {confirm: ['radius.hardening'], explains: ['timing', 'gateway']},
  ),
  'system/nps-13': transport(
    'client-unknown',
    'RADIUS_CLIENT_UNKNOWN',
    'NPS answers nothing to {whom}: there is no RADIUS client with this address ({count} requests).',
    'Add the address the requests really come from as a RADIUS client.',
    {status: 'warn', confirm: ['radius.clients'], explains: ['timing', 'gateway']},
  ),
  'system/nps-4402': service(
    'no-domain-controller',
    'CANONICALIZATION',
    'NPS finds no domain controller ({count} times), so it cannot check anybody’s password.',
    'See that a domain controller of the domain answers this server: DNS, firewall, secure channel.',
    {confirm: ['directory.reachable'], explains: ['first-factor', 'extension', 'timing', 'gateway']},
  ),
}
