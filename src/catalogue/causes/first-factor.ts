import {causesAt} from '../cause.ts'
import * as w from '../wording.ts'

/** What NPS decides before the extension is asked: policies and the password. */
export const firstFactorCauses = causesAt('first-factor', {
  POLICY_NO_MATCH: {
    cause:
      'No network policy fits the request (reason 48): a group, a condition or the order is not as meant.',
    scope: 'either',
    owner: 'server',
    do: [
      'Compare conditions and order of the policies with the event: group as NPS sees it, gateway, port type.',
    ],
    confirm: ['events.recent-errors', 'user.in-ad'],
    look: 'the network policies of NPS and their order',
    said: [
      [
        /\bnetwork polic(?:y|ies)\b/i,
        /\b(?:did not match|no match\w{0,3}|none match\w{0,2}|does not match any|nested|wrong order|conditions?)\b/i,
      ],
    ],
  },
  POLICY_MISSING: {
    cause: 'There is no network policy for this gateway on the MFA server.',
    scope: 'many',
    owner: 'server',
    do: [
      'Create it with “Allow clients to connect without negotiating an authentication method”, and put it on top.',
    ],
    confirm: ['events.recent-errors'],
    look: '“Network Policy Name” in the event',
    said: [
      [/\bdid not meet (?:the )?connection authorization policy\b/i],
      [/\bwithout negotiating an authentication method\b/i],
      [w.gateway, /\bnetwork policy\b/i, /\b(?:missing|no|create|absent|not exist)\b/i],
    ],
  },
  CRP_MISSING: {
    cause: 'No connection request policy fits (reason 49).',
    scope: 'many',
    owner: 'server',
    do: ['Add a connection request policy that authenticates on this server.'],
    confirm: ['events.recent-errors'],
    look: '“Proxy Policy Name” in the event',
    said: [
      [
        /\bconnection[ -]request polic(?:y|ies)\b|\bCRP\b/i,
        /\b(?:missing|no|none|match\w{0,3}|absent|deleted|disabled)\b/i,
      ],
    ],
  },
  POLICY_AUTH_METHOD: {
    cause:
      'The network policy does not allow the authentication method that the client speaks (reason 66); often it is PAP.',
    scope: 'many',
    owner: 'server',
    do: ['Allow that method in the constraints of this one policy: for an Azure VPN gateway it is PAP.'],
    confirm: ['events.recent-errors'],
    look: '“Authentication Type” in the event',
    said: [
      [/\bauthentication method that is not enabled on the matching network policy\b/i],
      [
        /\b(?:method|protocol|pap)\b/i,
        /\b(?:network )?policy\b/i,
        /\b(?:does not match|mismatch|not enabled|not ticked|not allowed|unticked|before mfa)\b/i,
      ],
    ],
  },
  DIALIN_DENY: {
    cause: 'The account’s dial-in permission says Deny (reason 65).',
    scope: 'one',
    owner: 'server',
    do: ['On the account’s Dial-in tab choose “Control access through NPS Network Policy”.'],
    confirm: ['user.dial-in'],
    said: [[/\bdial-?in\b|\bmsNPAllowDialin\b|\bnetwork access permission\b/i]],
  },
  PASSWORD_EXPIRED: {
    cause: 'The password has expired or must be changed first.',
    scope: 'one',
    owner: 'user',
    do: ['Change the password somewhere else (office, self-service), then sign in again.'],
    confirm: ['user.ad-state'],
    said: [[/\bpassword\b/i, /\b(?:has )?expired\b|\bmust (?:be )?change\w{0,1}\b|\bpwdLastSet\b/i]],
  },
  PRIMARY_CERT_TPM: {
    cause:
      'The user certificate of a PEAP-TLS or EAP-TLS sign-in could not be proven: an old TPM, or its mapping to the account.',
    scope: 'either',
    owner: 'server',
    do: [
      'See whether the failing machines share a TPM model; update its firmware.',
      'Look for event 39 (Kdcsvc) on the domain controllers in the same second.',
    ],
    confirm: ['events.recent-errors'],
    look: 'TPM model of the machines, KDC event 39',
    said: [[/\btpm\b/i, /\b(?:cert\w{0,9}|eap|peap|vpn|rsa-?pss)\b/i]],
  },
  KDC_STRONG_MAPPING: {
    cause:
      'Domain controllers demand strong certificate mapping, and the users’ certificates do not have it.',
    scope: 'many',
    owner: 'server',
    do: ['Reissue the certificates with the SID extension, or add strong mappings to the accounts.'],
    confirm: ['events.recent-errors'],
    look: 'KDC events 39 to 41 on the domain controllers',
    said: [
      [/\bKey Distribution Center\b.{0,80}\bcertificate\b.{0,80}\b(?:could not be mapped|mapped)\b/is],
      [/\bstrong(?:ly)? (?:certificate )?(?:mapping|mapped)\b/i],
      [/\bKB5014754\b|\bStrongCertificateBindingEnforcement\b/i],
    ],
  },
  EAP_REVOCATION: {
    cause: 'NPS cannot look up whether the user’s short-lived certificate is revoked (reason 258 or 259).',
    scope: 'many',
    owner: 'server',
    do: [
      'For short-lived Conditional Access certificates set IgnoreNoRevocationCheck for EAP-TLS on NPS, and restart it.',
    ],
    confirm: ['events.recent-errors'],
    look: 'the issuer of the user’s certificate',
    said: [
      [/\bCRLs?\b/i, /\b(?:nps|eap|short-?lived)\b/i],
      [/\brevocation function was unable to check revocation\b/i],
      [/\bIgnoreNoRevocationCheck\b/i],
      [/\brevocation\b/i, /\b(?:nps|eap|vpn root ca|258|812)\b/i],
    ],
  },
  AUDIT_OFF: {
    cause: 'NPS writes no events: its auditing is off, or no request reaches it.',
    scope: 'many',
    owner: 'server',
    do: [
      'Turn it on: auditpol /set /subcategory:"Network Policy Server" /success:enable /failure:enable.',
      'If there is still nothing, look whether packets arrive on UDP 1812.',
    ],
    confirm: ['events.audit', 'service.sid-type'],
    said: [
      [
        /\b(?:no|any|missing|without|not see|nothing)\b/i,
        /\b627[234]\b/i,
        /\bevents?\b|\bat all\b|\blog\w{0,4}\b/i,
      ],
      [
        /\baudit(?:pol|ing)?\b/i,
        /\bnps\b|\bnetwork policy server\b/i,
        /\b(?:off|disabled|not enabled|no auditing)\b/i,
      ],
    ],
  },
})
