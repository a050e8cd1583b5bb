import {causesOf} from './cause.ts'

const explains = ['extension', 'timing', 'gateway', 'system/vpn-failed']
/** What is put right on the server, which NPS reads when it starts; and what is put right elsewhere. */
const here = causesOf('token', {explains, disrupts: 'nps-restart'})
const there = causesOf('token', {explains})

export const withoutToken = 'The extension gets no token ({told}), so every sign-in that needs MFA fails'

/** The token service said no; its sentence always blames the certificate, its number tells. */
export const tokenCauses = {
  'token/certificate-expired': here(
    'certificate-expired',
    'CERT_EXPIRED',
    `${withoutToken}: its certificate has ended.`,
  ),
  'token/certificate-refused': here(
    'certificate-refused',
    'CERT_PAIR_MISMATCH',
    `${withoutToken}: the tenant does not have this certificate, or it has ended.`,
    {confirm: ['cert.expiry', 'tenant.associated', 'cert.selected', 'cert.duplicates']},
  ),
  'token/key': here(
    'key-unusable',
    'CERT_PRIVATE_KEY_ACL',
    `${withoutToken}: NPS may not read the certificate’s private key, or it is missing.`,
    {confirm: ['cert.key', 'cert.key-acl', 'service.account']},
  ),
  'token/client-disabled': there(
    'client-disabled',
    'SP_DISABLED',
    `${withoutToken}: the application “Azure Multi-Factor Auth Client” is disabled in the tenant.`,
  ),
  'token/connector-disabled': there(
    'connector-disabled',
    'SP_DISABLED',
    `${withoutToken}: the application “Azure Multi-Factor Auth Connector” is disabled in the tenant, or its subscription has lapsed.`,
    {confirm: ['tenant.connector-principal', 'tenant.licences']},
  ),
  'token/client-missing': there(
    'client-missing',
    'SP_MISSING',
    `${withoutToken}: the application “Azure Multi-Factor Auth Client” is not in this tenant.`,
    {confirm: ['tenant.client-principal', 'tenant.cloud']},
  ),
  'token/resource-missing': there(
    'connector-missing',
    'SP_MISSING',
    `${withoutToken}: the application “Azure Multi-Factor Auth Connector” is not in this tenant.`,
    {
      do: ['Create the service principal of the Connector, and enable its sign-in.'],
      confirm: ['tenant.connector-principal', 'tenant.cloud'],
    },
  ),
  'token/tenant-not-found': here(
    'tenant-not-found',
    'TENANT_ID_FORMAT',
    `${withoutToken}: there is no tenant with the ID that the registry names.`,
    {confirm: ['tenant.exists', 'registry.values']},
  ),
  'token/wrong-cloud': here(
    'wrong-cloud',
    'SOVEREIGN_CLOUD',
    `${withoutToken}: the registry points at another national cloud than the tenant’s.`,
  ),
  'token/clock': there('clock', 'CLOCK_WRONG', `${withoutToken}: the server’s clock is wrong.`),
  'token/busy': there(
    'service-busy',
    'SERVICE_SIDE',
    `${withoutToken}: the token service has trouble of its own.`,
  ),
  'token/refused': here(
    'refused',
    'CERT_PAIR_MISMATCH',
    `${withoutToken}: the token service refuses it for the reason of this number.`,
    {
      do: ['Ask for a token the same way, to see what it answers now.'],
      confirm: ['token.acquired', 'tenant.associated'],
    },
  ),
  'token/none': here(
    'none',
    'CERT_EXPIRED',
    `${withoutToken}, and the log does not say why; most often its certificate has ended.`,
    {
      do: [
        'Look at the end of the extension’s certificate.',
        'Ask for a token the same way, to see what the token service answers.',
      ],
      confirm: ['cert.expiry', 'token.acquired', 'tenant.client-principal'],
    },
  ),
}
