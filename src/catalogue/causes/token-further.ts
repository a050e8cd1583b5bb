import {causesAt} from '../cause.ts'

/** Further reasons why the token service gives no token, known from its maker’s pages. */
export const furtherTokenCauses = causesAt('token', {
  CLOCK_WRONG: {
    unlisted: true,
    cause: 'The server’s clock is wrong, so the token service takes its signature for old or not yet valid.',
    scope: 'many',
    owner: 'server',
    do: ['Set the clock by the domain: w32tm /resync.', 'Look where the domain takes its time from.'],
    confirm: ['clock.skew'],
    said: [[/\b(?:clock|time) (?:skew|drift|is wrong|sync\w{0,10})\b/i]],
  },
  WORKLOAD_POLICY: {
    unlisted: true,
    cause: 'A policy of the tenant blocks the application’s token.',
    scope: 'many',
    owner: 'tenant',
    do: [
      'Exclude “Azure Multi-Factor Auth Client” from the Conditional Access policy for workload identities.',
    ],
    confirm: ['token.acquired'],
  },
  TENANT_RESTRICTIONS: {
    unlisted: true,
    cause: 'A proxy on the way allows sign-ins to other tenants only.',
    scope: 'many',
    owner: 'network',
    do: ['Exempt the NPS server from the tenant restrictions of the proxy.'],
    confirm: ['token.acquired', 'host.proxy-planes'],
  },
  WRONG_SIGN_IN: {
    unlisted: true,
    cause: 'A person’s sign-in failed, as during setup: that is not the extension’s own token.',
    scope: 'one',
    owner: 'tenant',
    do: ['Sign in with an account of the tenant itself that may register the extension.'],
    confirm: ['token.acquired'],
  },
  OWN_REQUEST: {
    unlisted: true,
    cause:
      'The token service calls the extension’s request malformed: a registry value or another program’s request.',
    scope: 'many',
    owner: 'server',
    do: ['Compare TENANT_ID, CLIENT_ID, STS_URL and AZURE_MFA_RESOURCE_HOSTNAME with a server that works.'],
    confirm: ['registry.values', 'registry.cloud', 'token.acquired'],
  },
  SECRET_USED: {
    unlisted: true,
    cause: 'Something asked for a token with a client secret, which the extension never does.',
    scope: 'many',
    owner: 'tenant',
    do: ['Look which other tool uses the application, and take its secret away.'],
    confirm: ['token.acquired'],
  },
})
