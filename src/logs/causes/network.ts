import {causesOf} from './cause.ts'

const network = causesOf('network', 'network')
const server = causesOf('extension', 'server')

const explains = ['extension', 'timing', 'gateway']

/** The services were not reached, or the extension stands in its own way. */
export const networkCauses = {
  'network/mfa-service': network(
    'mfa-service-unreachable',
    'NET_SAS_HOST',
    'The MFA service does not answer this server ({told}), so every sign-in that needs MFA fails. The token was not the trouble.',
    'Let the server reach strongauthenticationservice.auth.microsoft.com and credentials.azure.com on TCP 443, past every proxy and TLS inspection.',
    {confirm: ['endpoints'], explains},
  ),
  'network/login': network(
    'login-unreachable',
    'NET_LOGIN_BLOCKED',
    'The token service cannot be reached from this server ({told}), so every sign-in that needs MFA fails.',
    'Let the server reach login.microsoftonline.com on TCP 443.',
    {confirm: ['endpoints.login'], explains},
  ),
  'network/name': network(
    'name-unresolved',
    'NET_DNS',
    'The name of the token service cannot be resolved on this server ({told}), so every sign-in that needs MFA fails.',
    'Give the server name servers that resolve public names.',
    {confirm: ['endpoints.login'], explains},
  ),
  'network/tls': network(
    'tls-broken',
    'NET_TLS_INSPECTION',
    'TLS to the token service does not come about ({told}): it is inspected, a root certificate is missing, or TLS 1.2 is off.',
    'Exempt Microsoft’s sign-in hosts from TLS inspection.',
    {confirm: ['endpoints.login', 'host.schannel'], explains},
  ),
  'registry/missing': server(
    'registry-value-missing',
    'REGISTRY_KEY_MISSING',
    'A registry value that the extension needs is missing ({told}), so sign-ins that need MFA fail.',
    'Restore the value, or run the setup script again; restart NPS.',
    {confirm: ['registry.values'], explains, disrupts: 'nps-restart'},
  ),
  'extension/CLIENT_CERT_INSTALL_ERROR': server(
    'certificate-unusable',
    'CERT_MISSING',
    'The extension finds no certificate that it can use ({told}), so every sign-in that needs MFA fails.',
    'Run the setup script on this server, and restart NPS.',
    {confirm: ['cert.present', 'cert.key-acl'], explains, disrupts: 'nps-restart'},
  ),
  'extension/REQUEST_FORMAT_ERROR': server(
    'no-radius-request',
    'COLOCATED_ROLE',
    'The extension is asked without a RADIUS request ({told}): it sits on the gateway itself.',
    'Move the extension to an NPS server that the gateway asks over RADIUS.',
    {confirm: ['host.role'], explains},
  ),
  'extension/discarded': server(
    'discarded',
    'EXT_ERROR_DISCARD',
    'The extension could not decide about {whom}, so NPS answered nothing (event 6274 reason 9, {count} times). Why is in the extension’s own log, which is not here.',
    'Add the log AuthZAdminCh: wevtutil epl Microsoft-AzureMfa-AuthZ/AuthZAdminCh authz.evtx',
    {confirm: ['cert.expiry', 'token.acquired', 'endpoints'], explains: ['timing', 'gateway']},
  ),
  'extension/rejected': server(
    'rejected',
    'MFA_REFUSED',
    'The extension said no to {whom} (event 6273 reason 21, {count} times). Why is in its own log, which is not here.',
    'Add the log AuthZOptCh: wevtutil epl Microsoft-AzureMfa-AuthZ/AuthZOptCh authz.evtx',
    {confirm: ['user.mfa-methods']},
  ),
  'extension/unknown': server(
    'unknown-error',
    'CONTACT_SUPPORT',
    'The extension fails for {whom} with an error that npsmfa does not know ({told}, {count} times).',
    'Give Microsoft’s support the text with its CID and time.',
    {explains: ['timing', 'gateway']},
  ),
}
