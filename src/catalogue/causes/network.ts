import {causesAt} from '../cause.ts'
import * as w from '../wording.ts'

/** Between the server and Microsoft. */
export const networkCauses = causesAt('token', {
  NET_BLOCKED: {
    cause: 'The server does not reach Microsoft’s MFA or token service.',
    scope: 'many',
    owner: 'network',
    do: [
      'Open TCP 443 outbound from the NPS server to all hosts of the extension; nothing inbound is needed.',
    ],
    confirm: [
      'endpoints.login',
      'endpoints.mfa-service',
      'endpoints.adnotifications',
      'endpoints.credentials',
    ],
    said: [
      [
        /\b(?:mfa|login|azure|microsoft|entra)\b/i,
        /\b(?:endpoints?|hosts?|urls?)\b/i,
        /\b(?:not reachable|unreachable|cannot (?:be )?reach\w{0,2}|blocked)\b/i,
      ],
      [
        w.outbound,
        /\b(?:adnotifications|microsoftonline|mfa endpoint\w{0,1}|azure|internet|cloud service)\b/i,
        w.never,
      ],
    ],
  },
  NET_CREDENTIALS_HOST: {
    cause:
      'The MFA service did not answer: a firewall keeps one of its hosts closed, often credentials.azure.com.',
    scope: 'many',
    owner: 'network',
    do: ['Allow TCP 443 to credentials.azure.com and the three other hosts of the extension.'],
    confirm: [
      'endpoints.credentials',
      'endpoints.mfa-service',
      'endpoints.adnotifications',
      'endpoints.login',
    ],
    said: [[/\bcredentials\.azure\.com\b/i, w.outbound]],
  },
  NET_SAS_HOST: {
    cause:
      'A firewall still lets only the old MFA host through; newer versions ask strongauthenticationservice.auth.microsoft.com.',
    scope: 'many',
    owner: 'network',
    do: ['Allow TCP 443 to strongauthenticationservice.auth.microsoft.com.'],
    confirm: ['endpoints.mfa-service', 'extension.version'],
    said: [
      [
        /\bstrongauthenticationservice\b/i,
        /\b(?:block\w{0,3}|firewall|not reach\w{0,4}|unreachable|fail\w{0,3}|allow\w{0,3}|upgrad\w{1,4}|new host|since)\b/i,
      ],
    ],
  },
  NET_LOGIN_BLOCKED: {
    cause: 'Packets to the token service are dropped on the way.',
    scope: 'many',
    owner: 'network',
    do: ['Open TCP 443 outbound to the login host of the tenant’s cloud (login.microsoftonline.com).'],
    confirm: ['endpoints.login'],
    said: [
      [
        /\blogin\.microsoftonline\.(?:com|us)\b|\blogin\.windows\.net\b/i,
        /\b(?:block\w{0,3}|time[sd]? ?out|dropped|unreachable|refused)\b/i,
      ],
    ],
  },
  NET_DNS: {
    cause: 'The server cannot resolve the names of Microsoft’s services.',
    scope: 'many',
    owner: 'network',
    do: ['Give the server a DNS that resolves these names, or a proxy that does it for it.'],
    confirm: ['endpoints.login', 'endpoints.mfa-service'],
    said: [
      [
        /\b(?:dns|name resolution|resolve-dnsname|resolved?)\b/i,
        /\b(?:fail\w{0,3}|not|cannot|could not|no|unable)\b/i,
        /\b(?:host|name|server|microsoft|azure|public|extension)\b/i,
      ],
      [/\bremote name could not be resolved\b/i],
    ],
  },
  NET_PROXY: {
    cause: 'The server gets out through a proxy only, and the service does not use it (or a test did not).',
    scope: 'many',
    owner: 'network',
    do: [
      'Test as the service does: netsh winhttp show proxy.',
      'Set the machine’s proxy, or open the way without one.',
    ],
    confirm: ['host.proxy-planes', 'endpoints.login', 'endpoints.mfa-service'],
    said: [
      [
        /\bprox(?:y|ies)\b|\bwpad\b|\bwinhttp\b|\bpac file\b/i,
        /\b(?:internet|winhttp|server|extension|https?|407|authenticat\w{1,5}|set|only)\b/i,
      ],
      [/\bTest-NetConnection\b|\bTcpTestSucceeded\b/i, /\bfalse\b|\bfail\w{0,3}\b/i],
    ],
  },
  NET_TLS_INSPECTION: {
    cause:
      'The certificate of Microsoft’s host is not trusted here: a device that opens TLS on the way, missing roots, or a wrong clock.',
    scope: 'many',
    owner: 'network',
    do: [
      'Exempt the hosts of the extension from TLS inspection.',
      'Else trust its authority in the machine’s store, and update the roots.',
    ],
    confirm: ['endpoints.login', 'endpoints.mfa-service', 'clock.skew'],
    said: [
      [
        /\b(?:tls|ssl|https) (?:inspection|interception|decryption)\b|\bdeep inspection\b|\bman in the middle\b/i,
      ],
      [/\bissued by an untrusted certificate authority\b/i],
      [/\b(?:36882|36884)\b/],
    ],
  },
  TLS12_DISABLED: {
    cause: 'TLS 1.2 is switched off on the server for outgoing connections.',
    scope: 'many',
    owner: 'server',
    do: [
      'Enable TLS 1.2 for the client under SCHANNEL\\Protocols, and SchUseStrongCrypto for .NET.',
      'Restart the server.',
    ],
    confirm: ['host.schannel', 'host.dotnet-tls'],
    said: [
      [/\bTLS (?:client )?credential\b/i],
      [
        w.tls,
        /\b(?:disabled|hardening|hardened|iis ?crypto|cis|gpo|not enabled|DisabledByDefault|switched off)\b/i,
      ],
    ],
  },
  THROTTLED: {
    cause: 'Too many prompts in a short time: the service slows calls, SMS or requests down.',
    scope: 'either',
    owner: 'network',
    do: [
      'Raise the gateway’s timeout to 60 seconds and more, and cut its retries.',
      'Use the app in place of calls and SMS.',
    ],
    confirm: ['radius.timing'],
    look: 'how often one user is asked in a minute',
    said: [[/\b429\b|\btoo many requests\b|\bthrottl\w{1,4}\b/i]],
  },
})
