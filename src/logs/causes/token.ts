import {causesOf} from './cause.ts'

const server = causesOf('token', 'server')
const tenant = causesOf('token', 'tenant')

const explains = ['extension', 'timing', 'gateway', 'system/vpn-failed']
const failing = 'The extension gets no token ({told}), so every sign-in that needs MFA fails: '
const renew = [
  'Run the setup script AzureMfaNpsExtnConfigSetup.ps1 on this server to make a new certificate.',
  'Restart NPS.',
]
const own = (confirm: string[]) => ({confirm, explains, disrupts: 'nps-restart'}) as const
const theirs = (confirm: string[]) => ({confirm, explains})

/** The token service said no; its sentence always blames the certificate, its number tells. */
export const tokenCauses = {
  'token/certificate-expired': server(
    'certificate-expired',
    'CERT_EXPIRED',
    `${failing}its certificate has ended.`,
    renew,
    own(['cert.expiry']),
  ),
  'token/certificate-refused': server(
    'certificate-refused',
    'CERT_PAIR_MISMATCH',
    `${failing}the tenant does not have this certificate, or it has ended.`,
    renew,
    own(['cert.expiry', 'tenant.associated']),
  ),
  'token/key': server(
    'key-unusable',
    'CERT_PRIVATE_KEY_ACL',
    `${failing}the certificate’s private key is missing, or NPS may not read it.`,
    'Give NETWORK SERVICE Read on the private key of the extension’s certificate, and restart NPS.',
    own(['cert.key', 'cert.key-acl']),
  ),
  'token/client-disabled': tenant(
    'client-disabled',
    'SP_DISABLED',
    `${failing}the application “Azure Multi-Factor Auth Client” is disabled in the tenant.`,
    'In Entra, under Enterprise applications, enable “Azure Multi-Factor Auth Client” for sign-in.',
    theirs(['tenant.client-principal']),
  ),
  'token/connector-disabled': tenant(
    'connector-disabled',
    'SP_DISABLED',
    `${failing}the application “Azure Multi-Factor Auth Connector” is disabled in the tenant, or its subscription has lapsed.`,
    'In Entra, enable “Azure Multi-Factor Auth Connector” for sign-in, and see that the subscription is active.',
    theirs(['tenant.connector-principal', 'tenant.licences']),
  ),
  'token/client-missing': tenant(
    'client-missing',
    'SP_MISSING',
    `${failing}the application “Azure Multi-Factor Auth Client” is not in this tenant.`,
    'Create its service principal, enable it, and run the setup script again.',
    theirs(['tenant.client-principal', 'tenant.cloud']),
  ),
  'token/resource-missing': tenant(
    'connector-missing',
    'SP_MISSING',
    `${failing}the application “Azure Multi-Factor Auth Connector” is not in this tenant.`,
    'Create its service principal and enable it.',
    theirs(['tenant.connector-principal']),
  ),
  'token/tenant-not-found': server(
    'tenant-not-found',
    'TENANT_ID_FORMAT',
    `${failing}there is no tenant with the ID that the registry names.`,
    'Set TENANT_ID to the tenant’s GUID, and restart NPS.',
    own(['tenant.exists']),
  ),
  'token/wrong-cloud': server(
    'wrong-cloud',
    'SOVEREIGN_CLOUD',
    `${failing}the registry points at another national cloud than the tenant’s.`,
    'Set STS_URL and the host names to those of the tenant’s cloud, and restart NPS.',
    own(['tenant.cloud', 'registry.cloud']),
  ),
  'token/clock': server(
    'clock',
    'CLOCK',
    `${failing}the server’s clock is wrong.`,
    'Correct the time source of this server.',
    theirs(['clock.skew']),
  ),
  'token/busy': tenant(
    'service-busy',
    'SERVICE_SIDE',
    `${failing}the token service has trouble of its own.`,
    'Look at the tenant’s service health; try again.',
    theirs(['token.acquired']),
  ),
  'token/refused': server(
    'refused',
    'CERT_PAIR_MISMATCH',
    `${failing}the token service refuses it for the reason of this number.`,
    'Ask for a token the same way, to see what it answers now.',
    own(['token.acquired']),
  ),
  'token/none': server(
    'none',
    'CERT_EXPIRED',
    'The extension gets no token ({told}) and the log does not say why, so every sign-in that needs MFA fails; most often its certificate has ended.',
    [
      'Look at the end of the extension’s certificate.',
      'Ask for a token the same way, to see what the token service answers.',
    ],
    own(['cert.expiry', 'token.acquired']),
  ),
}
