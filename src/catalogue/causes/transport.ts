import {causesAt} from '../cause.ts'
import * as w from '../wording.ts'

/** RADIUS between the gateway and NPS. */
export const transportCauses = causesAt('transport', {
  SHARED_SECRET_MISMATCH: {
    cause: 'The RADIUS client and NPS do not have the same shared secret, so NPS drops its requests.',
    scope: 'many',
    owner: 'network',
    do: ['Enter the same secret again on both ends: in NPS under RADIUS Clients, and on the gateway.'],
    confirm: ['events.recent-errors', 'radius.clients', 'radius.secret'],
    said: [[w.secret, /\b(?:mismatch\w{0,4}|differ\w{0,4}|not the same|wrong|does not match|invalid)\b/i]],
  },
  SHARED_SECRET_SYMBOLS: {
    cause:
      'The first factor failed. Where it fails for all users of one RADIUS client, that client mangles the shared secret (signs such as %), so NPS reads garbage for a password.',
    scope: 'many',
    owner: 'network',
    do: [
      'Look at the 6273 event of that minute: its reason tells why NPS said no.',
      'If everybody of one gateway is refused with reason 16, give both ends a long secret of letters and digits only.',
    ],
    confirm: ['events.recent-errors', 'radius.clients'],
    said: [
      [w.secret, /\b(?:special|symbols?|characters?|percent|alphanumeric|punctuation|mangl\w{1,3})\b|%/i],
    ],
  },
  RADIUS_CLIENT_UNKNOWN: {
    cause: 'The request comes from an address that is no RADIUS client of this NPS, so it is dropped.',
    scope: 'many',
    owner: 'server',
    do: [
      'Add the address that event 13 names as a RADIUS client (it may be another interface, NAT or a cluster address).',
    ],
    confirm: ['radius.clients', 'events.recent-errors'],
    said: [
      [/\binvalid radius client\b/i],
      [
        /\b(?:source )?(?:ip|address)\b/i,
        /\bradius client/i,
        /\b(?:not (?:a|defined|configured|listed)|unknown|missing|nat|other nic|vip)\b/i,
      ],
    ],
  },
  MSGAUTH_REQUIRED: {
    cause: 'NPS demands a Message-Authenticator that the gateway does not send, so its requests are dropped.',
    scope: 'many',
    owner: 'network',
    do: [
      'Update the gateway or switch its Message-Authenticator on.',
      'Until then take the demand off for this one client.',
    ],
    confirm: ['radius.clients', 'radius.hardening', 'events.recent-errors'],
    said: [[/\bmessage-?\s?authenticator\b/i, /\brequire[sd]?\b|\bmust contain\b|\bticked?\b/i]],
  },
  MSGAUTH_HARDENING: {
    cause:
      'Windows’ hardening against BlastRADIUS drops what comes without Message-Authenticator, or the gateway’s own does.',
    scope: 'many',
    owner: 'network',
    do: [
      'Update the gateway or the forwarding NPS so that it sends Message-Authenticator.',
      'Until then make an exception for that client: netsh nps show limitproxystate.',
    ],
    confirm: ['radius.hardening', 'events.recent-errors'],
    said: [
      [/\bblast-?\s?radius\b/i],
      [/\bCVE-2024-3596\b/i],
      [/\bKB50(?:40268|40430|43417)\b/i],
      [/\blimitproxystate\b|\brequiremsgauth\b/i],
      [/\bKB\d{7}\b|\bupdates?\b|\bpatch\w{0,4}\b/i, w.radius, w.never, /\b(?:all|every|vpn|logins?)\b/i],
    ],
  },
  RDG_NOT_FORWARDING: {
    cause: 'The RD Gateway does not send its requests to the NPS server with the extension.',
    scope: 'many',
    owner: 'server',
    do: [
      'On the gateway choose the central policy store with the right server, secret and port.',
      'Look whether the MFA server logs any event for the sign-in.',
    ],
    confirm: ['radius.clients', 'events.audit'],
    said: [
      [
        /\brequests?\b/i,
        /\b(?:do|does|did)(?: not|n['’]t) (?:reach|arrive)|\bnever (?:reach|arriv|receiv)\w{0,3}\b/i,
        /\bnps\b/i,
      ],
      [
        w.gateway,
        /\b(?:central|local) (?:cap )?(?:policy )?store\b|\bnot forward\w{0,3}\b|\bnever (?:reach\w{0,2}|receiv\w{1,3}|arriv\w{1,2})\b|\b312\b/i,
      ],
    ],
  },
  FAIL_OPEN_LOCAL_CAP: {
    cause: 'The RD Gateway lets people in by its local policies, so nobody asks the server with MFA.',
    scope: 'many',
    owner: 'server',
    do: [
      'Set the gateway to the central policy store.',
      'Look for event 18 (shared secret) on the MFA server.',
    ],
    confirm: ['host.role', 'events.recent-errors'],
    said: [
      [
        w.gateway,
        /\b(?:local cap|local store|bypass\w{0,3}|without mfa|no mfa|no prompt)\b/i,
        /\b(?:logs? in|gets? in|connect\w{0,2}|works|accept\w{0,2}|bypass\w{0,3}|cap)\b/i,
      ],
    ],
  },
  NPS_NOT_REGISTERED: {
    cause: 'The NPS server is not registered in Active Directory (group RAS and IAS Servers).',
    scope: 'many',
    owner: 'server',
    do: [
      'Register it: netsh ras add registeredserver, as a domain administrator.',
      'Register the gateway’s NPS too if events name missing rights.',
    ],
    confirm: ['host.registered'],
    said: [
      [
        /\bregister(?:ed|ing)?\b/i,
        /\b(?:in|with|to) (?:ad|active directory|the domain)\b|\bRAS and IAS Servers\b/i,
        w.never,
      ],
    ],
  },
  AADDS_REGISTER: {
    cause: 'A managed domain (Entra Domain Services) gives nobody the right to register an NPS server.',
    scope: 'many',
    owner: 'server',
    do: ['Use a domain of your own, or do without the registration and conditions that need it.'],
    confirm: ['host.registered'],
    said: [
      [
        /\b(?:entra|azure ad) domain services\b|\baadds\b|\bmanaged domain\b/i,
        /\b(?:privileges?|rights?|admin|membership|RAS and IAS)\b/i,
      ],
      [/\bmay not have sufficient privileges in the\b/i],
      [/\b(?:entra|azure ad) domain services\b|\baadds\b|\bmanaged domain\b/i, /\bnps\b|\bregister/i],
    ],
  },
})
