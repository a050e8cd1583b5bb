import {causesAt} from '../cause.ts'
import * as w from '../wording.ts'

/** Where the product works as it is made, and was expected to do something else; and where it lets people in without MFA. */
export const expectationCauses = causesAt('expectation', {
  CA_NOT_APPLIED: {
    cause:
      'Conditional Access, trusted addresses and “remember MFA” have no effect here: Entra sees the NPS server, not the user’s device.',
    scope: 'many',
    owner: 'tenant',
    do: ['Exempt gateways with IP_WHITELIST, or use a gateway that signs in to Entra itself (SAML).'],
    confirm: ['registry.ip-whitelist'],
    said: [
      [w.conditionalAccess],
      [/\btrusted (?:ip\w{0,1}(?: address\w{0,2})?|locations?|devices?)\b|\bnamed locations?\b/i],
      [/\bremember (?:mfa|multi-?factor)\w{0,30}\b/i],
    ],
  },
  SIGNIN_LOG_ABSENT: {
    cause:
      'Sign-ins that fail before MFA never reach Entra, and those of NPS stand under another name and later in its logs.',
    scope: 'many',
    owner: 'server',
    do: ['Look at the extension’s AuthZ logs on the NPS server first, with CID and time.'],
    confirm: ['events.recent-errors'],
    said: [
      [
        /\b(?:never reach\w{0,2}|not (?:visible|shown|appear\w{0,3}|logged) in|no entr\w{1,3} in|nothing in) (?:the )?(?:entra|azure)\b/i,
      ],
      [/\bsign-?in(?:s|g)? logs?\b|\bsignin log\w{0,1}\b|\baudit log in entra\b/i],
    ],
  },
  IPWL_SEMANTICS: {
    cause:
      'IP_WHITELIST is compared with the gateway’s address, not with the user’s; ranges and commas are not understood.',
    scope: 'many',
    owner: 'server',
    do: ['List the addresses of gateways, parted by semicolons.'],
    confirm: ['registry.ip-whitelist'],
    said: [
      [
        w.whitelist,
        /\b(?:range|subnet|cidr|public ip|comma|not work\w{0,3}|ignored|home|user['’]?s? ip|still prompt\w{0,2}|client ip|semicolon)\b|\/\d\d\b/i,
      ],
    ],
  },
  IPWL_NO_NAS_IP: {
    cause: 'The gateway sends no NAS-IP-Address, so IP_WHITELIST cannot match it.',
    scope: 'many',
    owner: 'network',
    do: ['Let the gateway send NAS-IP-Address, or send it to another NPS server.'],
    confirm: ['registry.ip-whitelist'],
    said: [[w.whitelist, /\bnas-?\s?ip(?:-?\s?address)?\b|\bsource ip is missing\b/i]],
  },
  FAIL_OPEN_USER_MATCH: {
    cause: 'REQUIRE_USER_MATCH is FALSE: who has not enrolled gets in with the password alone.',
    scope: 'many',
    owner: 'server',
    do: ['Before production delete the value or set it to TRUE, and restart NPS.'],
    confirm: ['registry.require-user-match'],
    said: [[w.userMatch, /\bfalse\b/i], [w.userMatch]],
  },
})

/** Lines that are in the logs of healthy servers. Never a cause. */
export const benignCauses = causesAt('benign', {
  BENIGN_IP_WHITELIST: {
    cause:
      'The optional value IP_WHITELIST does not exist; the extension says so at every start, and it does not matter.',
    scope: 'many',
    owner: 'server',
    do: ['Nothing; an empty REG_SZ IP_WHITELIST silences the line.'],
    confirm: ['registry.ip-whitelist'],
    said: [
      [w.whitelist, /\b(?:does not exist|optional|ignorable|harmless|complains?)\b/i, /./],
      [w.whitelist, /\bnot ini?tiali[sz]ed\b/i],
    ],
  },
  BENIGN_NAS_ID: {
    cause:
      'The gateway sends neither its name nor its address; that matters only where IP_WHITELIST is used.',
    scope: 'many',
    owner: 'server',
    do: ['Nothing.'],
    confirm: ['registry.ip-whitelist'],
    said: [[/\bnas[ -]?identifier\b/i, /\b(?:missing|populating|not an error|neither)\b/i]],
  },
  BENIGN_DUPLICATE: {
    cause: 'The gateway repeated its request while MFA was under way, and NPS dropped the copy.',
    scope: 'either',
    owner: 'network',
    do: ['Nothing; a timeout of 60 seconds and more on the gateway avoids it.'],
    confirm: ['radius.timing'],
    said: [
      [
        /\bretransmit\w{0,3}\b|\bduplicate\w{0,1}\b|\brepeat\w{0,2}\b/i,
        /\b(?:drops?|dropped|discard\w{0,2})\b/i,
        /\bnps\b|\b6274\b/i,
      ],
      [/\bdiscard\w{0,3}\b/i, /\bduplicates?\b|\bretransmi\w{1,7}\b|\bpending\b/i],
    ],
  },
  BENIGN_MSGAUTH_WARNING: {
    cause:
      'NPS says at its start that the hardening against BlastRADIUS is not switched on: a hint for later.',
    scope: 'many',
    owner: 'server',
    do: ['Plan it: first audit, then enable.'],
    confirm: ['radius.hardening'],
    said: [
      [
        /\b(?:requiremsgauth|limitproxystate|message-?authenticator)\b/i,
        /\b(?:disabled?|audit)(?: ?\/ ?audit)? mode\b|\bnot (?:enabled|configured)\b.{0,60}\bservice start/is,
      ],
    ],
  },
  RED_HERRING_HTTP403: {
    cause: 'These hosts answer a stranger with 403 or 404; that is how they answer when they are reachable.',
    scope: 'many',
    owner: 'server',
    do: ['Nothing: any HTTP status after a TLS handshake means reachable.'],
    confirm: ['endpoints.adnotifications', 'endpoints.mfa-service', 'endpoints.credentials'],
    said: [
      [
        /\b40[34]\b|\bforbidden\b|\bNot ?Found\b/i,
        /\b(?:adnotifications|strongauthenticationservice|credentials\.azure)\b/i,
      ],
    ],
  },
})
