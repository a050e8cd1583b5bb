import {causesOf} from './cause.ts'

const explains = ['extension', 'timing', 'gateway']
const network = causesOf('network', {explains})
const server = causesOf('extension', {explains})
const unsaid = causesOf('extension', {explains: ['timing', 'gateway']})

/** The services were not reached, or the extension stands in its own way. */
export const networkCauses = {
  'network/mfa-service': network(
    'mfa-service-unreachable',
    'NET_SAS_HOST',
    'The MFA service does not answer this server ({told}), so every sign-in that needs MFA fails. The token was not the trouble.',
    {
      do: [
        'Let the server reach strongauthenticationservice.auth.microsoft.com and credentials.azure.com on TCP 443, past every proxy and TLS inspection.',
      ],
      confirm: ['endpoints'],
    },
  ),
  'network/login': network(
    'login-unreachable',
    'NET_LOGIN_BLOCKED',
    'The token service cannot be reached from this server ({told}), so every sign-in that needs MFA fails.',
  ),
  'network/name': network(
    'name-unresolved',
    'NET_DNS',
    'The name of the token service cannot be resolved on this server ({told}), so every sign-in that needs MFA fails.',
  ),
  'network/tls': network(
    'tls-broken',
    'NET_TLS_INSPECTION',
    'TLS to the token service does not come about ({told}): it is inspected, a root certificate is missing, or TLS 1.2 is off.',
    {confirm: ['endpoints.login', 'clock.skew', 'host.schannel']},
  ),
  'network/old-tls': network(
    'tls-too-old',
    'TLS12_DISABLED',
    'TLS to the token service does not come about ({told}): this server most likely offers no TLS 1.2.',
    {confirm: ['host.schannel', 'host.dotnet-tls', 'endpoints.login'], disrupts: 'server-restart'},
  ),
  'registry/missing': server(
    'registry-value-missing',
    'REGISTRY_KEY_MISSING',
    'A registry value that the extension needs is missing ({told}), so sign-ins that need MFA fail.',
    {disrupts: 'nps-restart'},
  ),
  'extension/CLIENT_CERT_INSTALL_ERROR': server(
    'certificate-unusable',
    'CERT_MISSING',
    'The extension finds no certificate that it can use ({told}), so every sign-in that needs MFA fails.',
    {disrupts: 'nps-restart'},
  ),
  'extension/REQUEST_FORMAT_ERROR': server(
    'no-radius-request',
    'COLOCATED_ROLE',
    'The extension is asked without a RADIUS request ({told}): it sits on the gateway itself.',
  ),
  'extension/discarded': unsaid(
    'discarded',
    'EXT_ERROR_DISCARD',
    'The extension could not decide about {whom}, so NPS answered nothing (event 6274 reason 9, {count} times). Why is in the extension’s own log, which is not here.',
    {
      do: ['Add the log AuthZAdminCh: wevtutil epl Microsoft-AzureMfa-AuthZ/AuthZAdminCh authz.evtx'],
      confirm: ['cert.expiry', 'token.acquired', 'endpoints'],
    },
  ),
  'extension/rejected': unsaid(
    'rejected',
    'MFA_REFUSED',
    'The extension said no to {whom} (event 6273 reason 21, {count} times). Why is in its own log, which is not here.',
    {
      do: ['Add the log AuthZOptCh: wevtutil epl Microsoft-AzureMfa-AuthZ/AuthZOptCh authz.evtx'],
      confirm: ['user.mfa-methods'],
      explains: [],
    },
  ),
  'extension/unknown': unsaid(
    'unknown-error',
    'SERVICE_SIDE',
    'The extension fails for {whom} with an error that npsmfa does not know ({told}, {count} times).',
    {do: ['Give Microsoft’s support the text with its CID and time.']},
  ),
}
