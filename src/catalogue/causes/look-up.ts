import {causesAt} from '../cause.ts'
import * as w from '../wording.ts'

/** From the name that was typed to the person in the tenant. */
export const lookUpCauses = causesAt('look-up', {
  USER_NOT_IN_TENANT: {
    cause: 'The user is not in the tenant that this extension asks.',
    scope: 'one',
    owner: 'tenant',
    do: [
      'Synchronise or create the user there, under the name that the event shows.',
      'If many users are told so, look at tenant and certificate first.',
    ],
    confirm: ['user.in-entra', 'user.same-person', 'user.upn-suffix', 'sync.fresh'],
    said: [
      [
        /\buser\w{0,1}\b/i,
        /\b(?:not (?:synced|synchroni[sz]ed|defined|found|exist\w{0,3}|in)|does not exist|missing|filtered|isn['’]t defined|unsynced)\b/i,
        w.tenant,
      ],
    ],
  },
  CROSS_TENANT: {
    cause: 'The user’s domain belongs to another tenant, and one extension serves one tenant only.',
    scope: 'many',
    owner: 'tenant',
    do: ['Give the other tenant an NPS server of its own, and let the gateway choose by the user’s domain.'],
    confirm: ['user.upn-suffix', 'tenant.domains'],
    said: [
      [/\b(?:domain|upn|suffix|users?)\b/i, /\bbelongs? to (?:another|a different|an ?other) tenant\b/i],
      [/\bcaller tenant\b/i, /\b(?:access|permissions?)\b/i],
      [
        /\b(?:two|second|multiple|several|other|both) (?:tenants?|companies)\b/i,
        /\b(?:users?|extension|nps|upn)\b/i,
      ],
    ],
  },
  CROSS_DOMAIN_LOOKUP: {
    cause:
      'The user lives in another domain than the NPS server, where the extension does not find the cloud name.',
    scope: 'many',
    owner: 'server',
    do: ['Set the LDAP look-up (forests, global catalog, alternate ID) so that the user is found.'],
    confirm: ['user.in-ad', 'registry.alternate-login-id'],
    said: [
      [
        /\b(?:another|other|different|child|sub|parent) domains?\b/i,
        /\b(?:users?|nps|look-?up|extension)\b/i,
        w.never,
      ],
    ],
  },
  CROSS_FOREST_LOOKUP: {
    cause:
      'The user lives in another forest, whose names the extension reads only if it is told an attribute.',
    scope: 'many',
    owner: 'server',
    do: [
      'Set LDAP_ALTERNATE_LOGINID_ATTRIBUTE=userPrincipalName and LDAP_LOOKUP_FORESTS (parted by semicolons).',
      'Restart NPS.',
    ],
    confirm: ['registry.alternate-login-id', 'user.in-ad'],
    said: [[/\b(?:cross|other|another|two|trusted|different|multiple)[ -]forests?\b|\bforest trust\b/i]],
  },
  UPN_WHITESPACE: {
    cause:
      'The user’s name in Active Directory ends with a line break or a blank, so the cloud does not find it.',
    scope: 'one',
    owner: 'server',
    do: ['Type userPrincipalName anew in Active Directory, synchronise, and try again.'],
    confirm: ['user.in-ad'],
    said: [[w.upn, /\b(?:carriage return|line ?break|whitespace|trailing|blank|newline|space)\b/i]],
  },
  UPN_SUFFIX: {
    cause: 'The user’s name ends with a suffix that the tenant does not have (such as .local).',
    scope: 'many',
    owner: 'server',
    do: ['Set LDAP_ALTERNATE_LOGINID_ATTRIBUTE=mail, or change the names to a verified domain.'],
    confirm: ['user.upn-suffix', 'user.same-person'],
    said: [
      [w.upn, /\b(?:mismatch\w{0,2}|suffix\w{0,2}|differ\w{0,4}|does not match|non-?routable)\b|\.local\b/i],
    ],
  },
  UPN_EMPTY: {
    cause: 'The account has no user principal name in Active Directory.',
    scope: 'one',
    owner: 'server',
    do: ['Give the account a user principal name, and synchronise.'],
    confirm: ['user.in-ad'],
    said: [[w.upn, /\b(?:empty|null|blank|missing|not set)\b/i]],
  },
  REALM_REWRITE: {
    cause: 'NPS rewrites the realm, but the extension takes the user’s name from Active Directory.',
    scope: 'many',
    owner: 'server',
    do: ['Use an alternate ID, or change the names in Active Directory.'],
    confirm: ['user.upn-suffix', 'user.same-person'],
    said: [
      [
        /\brealms?\b|\battribute manipulation\b|\b(?:rewrit\w{1,4}|manipulat\w{1,4}|strip\w{0,4}) (?:the )?(?:user ?name|suffix|upn|realm)\b/i,
      ],
    ],
  },
  CANONICALIZATION: {
    cause: 'NPS did not find the user in Active Directory, or may not read there.',
    scope: 'either',
    owner: 'server',
    do: [
      'See that the user exists and that the server is registered (RAS and IAS Servers).',
      'For other forests look at trusts and name suffix routing.',
    ],
    confirm: ['user.in-ad', 'host.registered', 'directory.reachable'],
    said: [
      [
        /\b(?:on-?prem\w{0,5} |local )?(?:ad|active directory)\b/i,
        /\bnot (?:be )?found\b|\bmay not read\b|\bno rights?\b/i,
        /\bby nps\b|\bnps\b/i,
        /\busers?\b|\baccount\b/i,
      ],
      [/\bcanonicali[sz]\w{1,6}\b/i],
    ],
  },
  USERNAME_ENCODING: {
    cause: 'The gateway sends names in another encoding than UTF-8, so letters such as ä arrive broken.',
    scope: 'one',
    owner: 'network',
    do: ['Set USERNAME_ENCODING=Detect, or let the gateway send UTF-8.'],
    confirm: ['registry.unknown-values'],
    look: 'the name in the event: are its letters broken?',
    said: [
      [/\bUSERNAME_ENCODING\b/i],
      [
        /\b(?:utf-?8|latin-?1|ansi|encoding|umlauts?|mojibake|special characters|accent\w{0,3}|non-ascii)\b/i,
        /\b(?:user ?names?|names?|radius|users?)\b/i,
      ],
      [/\b[Uu]ser\b.{0,40}(?:\ufffd|Ã[\u0080-\u00bf\u2018-\u2122¼¤¶Ÿ])/],
    ],
  },
  REQUIRE_USER_MATCH: {
    cause:
      'REQUIRE_USER_MATCH does not do what was meant: its type or case, no restart, or the user counts as enrolled.',
    scope: 'either',
    owner: 'server',
    do: [
      'Write REQUIRE_USER_MATCH as REG_SZ FALSE, in capitals, and restart NPS.',
      'Look which methods the user has: any of them counts.',
    ],
    confirm: ['registry.require-user-match', 'service.restarted-since-change', 'user.mfa-methods'],
    said: [
      [
        w.userMatch,
        /\b(?:not work\w{0,3}|still|ignored|no effect|does not|doesn['’]t|dword|lower|case|unenrolled|reject\w{0,2})\b/i,
      ],
    ],
  },
  SSPR_METHODS_COUNT: {
    cause: 'Methods that were registered for password reset count as enrolled for MFA.',
    scope: 'one',
    owner: 'tenant',
    do: ['Let the user complete the MFA registration, or remove the methods.'],
    confirm: ['user.mfa-methods'],
    said: [
      [/\bsspr\b|\bself-?service password reset\b|\bpassword reset\b/i],
      [/\bStrongAuthenticationMethods\b/i],
    ],
  },
})
