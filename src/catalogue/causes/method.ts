import {causesAt} from '../cause.ts'
import * as w from '../wording.ts'

const approvals =
  'Set OVERRIDE_NUMBER_MATCHING_WITH_OTP to FALSE (REG_SZ) on the MFA server, and restart NPS.'

/** Which second factor is asked for, and whether the way can carry it. */
export const methodCauses = causesAt('method', {
  PROTOCOL_NO_OTP: {
    cause: 'A code was asked for that this way cannot carry: only PAP to a client that can ask for it does.',
    scope: 'either',
    owner: 'network',
    do: [
      'Let the gateway use PAP if it can ask for a code.',
      `Else: ${approvals}`,
      'Let the user choose approval in the app as default.',
    ],
    confirm: ['user.method-transportable', 'registry.otp-override'],
    said: [
      [w.code, /\b(?:ms-?chap(?:v2)?|chap|eap|peap|pap|access denied|auth type)\b/i],
      [/\bmfa\b|\bsign-?in\b/i, /\bsucceeded:? ?['‘]?false\b|\bhalf successful\b/i],
      [w.code, w.nas, /\b(?:denied|fail\w{0,3}|rejected|access denied)\b/i],
    ],
  },
  NUMBER_MATCHING: {
    cause:
      'Number matching: who has a one-time password is asked for it, who has none still gets Approve/Deny.',
    scope: 'many',
    owner: 'server',
    do: [
      'If all should approve: set OVERRIDE_NUMBER_MATCHING_WITH_OTP to FALSE (REG_SZ), and restart NPS.',
      'If all should type codes: use PAP.',
    ],
    confirm: ['registry.otp-override', 'extension.version', 'user.method-transportable'],
    said: [
      [
        /\bapprove ?\/ ?deny\b|\bpush\b|\bapproval\b/i,
        /\botp\b|\btotp\b|\bcodes?\b/i,
        /\b(?:some|others?|instead|after (?:the )?up\w{2,6}|asked|suddenly|keep|without)\b/i,
      ],
      [/\bnumber matching\b/i],
    ],
  },
  NUMBER_MATCHING_RDG: {
    cause: 'The extension asks for a one-time password, which an RD Gateway has no place for.',
    scope: 'many',
    owner: 'server',
    do: [approvals],
    confirm: ['registry.otp-override', 'extension.version', 'user.method-transportable'],
    said: [
      [w.gateway, w.override],
      [
        w.gateway,
        /\b(?:otp|totp|23003)\b/i,
        /\b(?:upgrad\w{0,4}|updat\w{0,3}|1\.2\.2\d{3}|asks?|no place|extension)\b/i,
      ],
    ],
  },
  OVERRIDE_TYPE: {
    cause: 'OVERRIDE_NUMBER_MATCHING_WITH_OTP is no string TRUE or FALSE, so it is not read.',
    scope: 'many',
    owner: 'server',
    do: ['Create it anew as REG_SZ with FALSE, and restart NPS.'],
    confirm: ['registry.otp-override', 'service.restarted-since-change'],
    said: [
      [w.override, /\b(?:dword|reg_dword|string|type|value 0|= ?0|= ?1|not read|no effect|ignored|still)\b/i],
    ],
  },
  METHOD_UNSUPPORTED_BY_NAS: {
    cause: 'The client has no place to type a code: Windows’ own VPN client and the RD Gateway have none.',
    scope: 'either',
    owner: 'user',
    do: [
      'Let these users choose approval in the app or a call as default, and take SMS away as default.',
      approvals,
    ],
    confirm: ['user.method-transportable', 'registry.otp-override'],
    said: [
      [
        /\b(?:cannot|can['’]?t|no (?:place|way|field|box|dialog)|unable|never|nowhere|not able)\b/i,
        /\b(?:enter\w{0,3}|type\w{0,3}|typing|input|return\w{0,3}|prompt|challenge|answer\w{0,2})\b/i,
        w.code,
      ],
      [w.gateway, /\b(?:sms|text message|challenge-response|oath|userPreferredMethod\w{0,30})\b/i],
    ],
  },
  METHOD_UNSUPPORTED: {
    cause: 'The user’s default method cannot be used over RADIUS (a passkey, for one).',
    scope: 'one',
    owner: 'user',
    do: ['Let the user register the app, a call or one-time passwords, and choose it as default.'],
    confirm: ['user.mfa-methods', 'user.method-transportable'],
    said: [
      [/\bmethod\b/i, /\b(?:cannot|can['’]?t|not) (?:work|be used|possible) over radius\b/i],
      [
        /\b(?:fido2?|passkeys?|windows hello|whfb|security key)\b/i,
        /\b(?:default|only|method|radius|vpn)\b/i,
      ],
      [/\bauthentication method\b/i, /\bisn['’]t supported\b|\bis not supported\b/i],
    ],
  },
  NO_DEFAULT_METHOD: {
    cause: 'The user has registered no default method for MFA.',
    scope: 'one',
    owner: 'user',
    do: ['Let the user register a method and choose the default at https://aka.ms/mysecurityinfo.'],
    confirm: ['user.mfa-methods'],
    said: [[/\bdefault (?:authentication )?method\b/i, /\b(?:no|not|none|without)\b/i]],
  },
  PROOFDATA_MISSING: {
    cause: 'What the user’s default method needs is no longer registered, as after a change of phone.',
    scope: 'one',
    owner: 'user',
    do: ['Let the user register the method again.'],
    confirm: ['user.mfa-methods'],
    said: [
      [/\bproof ?data\b/i],
      [
        /\b(?:new|changed?|lost|replaced) phone\b/i,
        /\b(?:mfa|register\w{0,2}|authenticator|fail\w{0,3}|method)\b/i,
      ],
    ],
  },
  PHONE_FORMAT: {
    cause: 'The user’s phone number is stored in a form that the service cannot call.',
    scope: 'one',
    owner: 'tenant',
    do: ['Correct the number: + and country code, a blank, the digits.'],
    confirm: ['user.mfa-methods'],
    said: [[/\bphone ?number\b/i, /\b(?:format|invalid|malformed|unrecogni[sz]ed)\b/i]],
  },
  TELEPHONY_REGION: {
    cause: 'Calls and SMS to this country are blocked for the tenant, as a guard against fraud.',
    scope: 'either',
    owner: 'tenant',
    do: ['Let these users use the app or one-time passwords, or ask Microsoft to open the country.'],
    confirm: ['user.mfa-methods'],
    look: 'the country code of the users that fail',
    said: [
      [/\btelephony\b/i, /\bopt-?in\b|\bcountr/i, /./],
      [/\bBlockAll\w{0,60}(?:Sms|Voice)\w{0,60}\b/i],
      [/\b(?:sms|calls?|voice|telephony)\b/i, /\bcountr(?:y|ies)\b|\bregion\w{0,1}\b/i],
    ],
  },
  VSA_LOST_WITH_OTP: {
    cause:
      'After a code NPS does not send the attributes of the network policy (VLAN, groups), as the second request skips it.',
    scope: 'many',
    owner: 'server',
    do: ['Return these attributes from the connection request policy, or use approvals.'],
    confirm: ['user.method-transportable'],
    look: 'the attribute State in the request that was accepted',
    said: [
      [
        /\b(?:does not|doesn['’]t|never) (?:cache|keep|remember)\w{0,3}\b/i,
        /\bpolicy\b|\battributes?\b/i,
        /\brequest\b/i,
      ],
      [
        /\b(?:two|second)\b/i,
        /\brequests?\b/i,
        /\bstate\b|\bskips?\b/i,
        /\bnetwork polic(?:y|ies)\b|\bpolicy result\b/i,
      ],
      [
        /\b(?:vsas?|vendor[- ]specific|attributes?|vlan|filter-?id|class|group)\b/i,
        /\b(?:lost|not returned|missing|skips?|dropped|not sent|ignored)\b/i,
        /\b(?:otp|totp|code|sms|state|mfa|challenge)\b/i,
      ],
    ],
  },
  ACCESS_CHALLENGE_STATE: {
    cause:
      'NPS was itself still asking (EAP round, or a code under way): an intermediate line, a fault only if nothing follows.',
    scope: 'either',
    owner: 'server',
    do: [
      'Look for a later line of the same user within a minute.',
      'If there is none, look at the protocol between gateway and NPS.',
    ],
    confirm: ['user.method-transportable', 'events.recent-errors'],
    said: [
      [/\b(?:challenge state|state AccessChallenge|already in challenge)\b/i],
      [/\baccess-?\s?challenge\b/i],
    ],
  },
})
