import {causesAt} from '../cause.ts'
import * as w from '../wording.ts'

const patience = 'Let it wait 60 seconds or more for the answer, and not repeat the request before.'

/** Gateways that do not wait, ask twice, or ask elsewhere. */
export const timingCauses = causesAt('timing', {
  NAS_TIMEOUT: {
    cause: 'The gateway does not wait long enough for MFA, so it gives up or asks again.',
    scope: 'many',
    owner: 'network',
    do: [patience, 'On an RD Gateway that is the Remote RADIUS Server Group, tab Load Balancing.'],
    confirm: ['radius.timing'],
    look: 'the RADIUS timeout of the gateway',
    said: [
      [w.radius, /\btime-?\s?outs?\b/i],
      [/\bwe couldn['’]?t connect to the gateway\b/i],
      [/\bRADIUS server\b.{0,60}\b(?:failed to respond|not responding|no response|dead|timed out)\b/is],
      [/\bremoteauthtimeout\b/i],
      [w.nas, /\b(?:time-?\s?out|timers?)\b/i, /\b(?:default|seconds?|\d{1,3} ?s|short|radius|raise|mfa)\b/i],
      [/\b(?:four|three|several|multiple|repeated|many) (?:pushes|prompts|requests|notifications)\b/i],
    ],
  },
  NAS_TIMEOUT_FIXED: {
    cause: 'The gateway’s RADIUS timeout is too short and cannot be changed.',
    scope: 'many',
    owner: 'network',
    do: ['Look for a newer firmware, or use another gateway.'],
    confirm: ['radius.timing'],
    look: 'the known limits of that product',
    said: [
      [
        /\btime-?\s?out\b/i,
        /\b(?:fixed|hard-?coded|not configurable|cannot be (?:changed|configured|increased|set)|can['’]?t (?:be )?(?:change|increase)\w{0,1}|no (?:option|way|setting))\b/i,
      ],
    ],
  },
  NAS_NAT_TIMEOUT: {
    cause: 'A NAT session on the way ends before MFA does, so the answer never arrives.',
    scope: 'many',
    owner: 'network',
    do: [
      'On a NetScaler: set ns timeout -NewConnIdleTimeOut 20 or more, and the RADIUS action to 60 seconds.',
    ],
    confirm: ['radius.timing'],
    said: [
      [/\b(?:nat|natpcb|NewConnIdleTimeOut)\b/i, /\b(?:time-?\s?out|session|idle)\b/i],
      [/\b(?:adc|netscaler|citrix)\b/i, /\baccept\w{0,2}\b/i, /\breject\w{0,2}\b/i],
    ],
  },
  NAS_DOUBLE_AUTH: {
    cause: 'The firewall authenticates twice (portal and gateway, or a sequence), and each time MFA asks.',
    scope: 'many',
    owner: 'network',
    do: ['Let the gateway accept the portal’s authentication cookie; take MFA users out of sequences.'],
    confirm: ['radius.timing'],
    look: 'two requests of the firewall for one sign-in',
    said: [
      [
        /\b(?:portal and gateway|authentication sequence|authentication override|portal)\b/i,
        /\b(?:globalprotect|palo ?alto|firewall|vpn|radius|prompt\w{0,2}|asked|twice)\b/i,
      ],
    ],
  },
  NAS_OTHER_BACKEND: {
    cause: 'The gateway lets people in by another server or group; the MFA prompt is only a side effect.',
    scope: 'many',
    owner: 'network',
    do: ['See that the gateway’s user group asks the MFA server and nothing else.'],
    confirm: ['radius.clients'],
    look: 'whose Access-Accept let the user in',
    said: [
      [/\bauthenticates? (?:against|with|by|to)\b/i, /\banother\b|\bldap\b|\bfirst\b/i, w.nas],
      [
        /\b(?:before|without|regardless|even (?:if|when)|whether)\b/i,
        /\b(?:approv\w{1,4}|reject\w{0,4}|accept\w{0,3}|mfa|authenticator)\b/i,
        /\b(?:vpn|connection|connected|logged in|lets?)\b/i,
        /\b(?:made|established|connected|logged in|gets? in|in before|connects?)\b/i,
      ],
    ],
  },
  CLIENT_DOUBLE_CONNECT: {
    cause: 'The client opens a second connection for the redirection, which asks for MFA again.',
    scope: 'many',
    owner: 'network',
    do: ['Use another client, or one that keeps its session.'],
    confirm: ['radius.timing'],
    look: 'two sessions of one client within seconds',
    said: [
      [
        /\b(?:second|two|twice|double) (?:gateway )?(?:connections?|sessions?|prompts?)\b/i,
        /\b(?:client|redirect\w{0,4}|rd client|mac|ios|android|broker)\b/i,
      ],
    ],
  },
  DUAL_NPS_DUPLICATE: {
    cause:
      'The gateway tried a second NPS server while the first was still asking, so the user was asked twice.',
    scope: 'many',
    owner: 'network',
    do: [patience, 'Name one RADIUS server for each sign-in.'],
    confirm: ['radius.timing'],
    look: 'two NPS servers that log the same user within seconds',
    said: [
      [
        /\bsecond (?:nps|radius)\b|\bNPS ?2\b|\bboth nps\b/i,
        /\bpush\b|\bprompt\b|\basked\b/i,
        /\bpending\b|\btime-?\s?out\b|\bfirst\b/i,
      ],
      [
        /\b(?:second|two|both|another|backup|other) (?:nps|radius)\b/i,
        /\b(?:push|prompt|request|duplicate|failover|retr\w{1,3}|again|time-?\s?out)\w{0,2}\b/i,
      ],
    ],
  },
  DUPLICATE_CHALLENGE: {
    cause: 'The user was being asked already: the gateway or a second NPS server asked in parallel.',
    scope: 'either',
    owner: 'network',
    do: [patience, 'Let one NPS server handle a sign-in.'],
    confirm: ['radius.timing'],
    look: 'two servers that ask for one user within seconds',
    said: [
      [
        /\b(?:duplicate|parallel|simultaneous|concurrent)\b/i,
        /\b(?:challenges?|requests?)\b/i,
        /\b(?:user|pending|mfa)\b/i,
      ],
    ],
  },
  DOT1X_TIMEOUT: {
    cause:
      'MFA takes longer than Wi-Fi or 802.1X waits, or the device does not trust the server’s certificate.',
    scope: 'many',
    owner: 'network',
    do: ['Keep MFA out of 802.1X, or raise the EAP timers of access points and devices.'],
    confirm: ['radius.timing'],
    said: [
      [
        /\b(?:802\.1x|wi-?fi|wireless|wlan|supplicant|access points?)\b/i,
        /\b(?:mfa|extension|time-?\s?out|eap|approv\w{1,3}|push)\b/i,
      ],
    ],
  },
  RENEG_REAUTH: {
    cause: 'The VPN renegotiates TLS and authenticates again each time, so MFA asks again.',
    scope: 'many',
    owner: 'network',
    do: ['Let the VPN remember the sign-in (auth-gen-token) or renegotiate less often (reneg-sec).'],
    confirm: ['radius.timing'],
    said: [
      [/\breneg(?:-sec|otiat\w{1,5})?\b|\bauth-gen-token\b/i],
      [/\bevery hour\b|\bhourly\b|\beach hour\b|\b3600\b/i, /\b(?:prompt\w{0,3}|mfa|vpn|openvpn|asked)\b/i],
    ],
  },
  EXT_ERROR_DISCARD: {
    cause:
      'The extension could not decide, so NPS dropped the request: the error is in its AuthZ AdminCh log of that second.',
    scope: 'either',
    owner: 'server',
    do: [
      'Read the extension’s log at that second, and explain that line.',
      'It is about certificate, token, network or look-up; the DLL is not broken.',
    ],
    confirm: ['events.recent-errors', 'token.acquired', 'endpoints.mfa-service'],
    said: [
      [
        /\b(?:dts|accounting) log\b|\baccounting\b/i,
        /\b(?:no|without|missing) (?:answer|response|reply|record|entry)\b/i,
      ],
      [/\bdiscard\w{0,3}\b/i, /\bextension\b/i],
    ],
  },
})
