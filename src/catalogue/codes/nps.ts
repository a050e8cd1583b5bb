import {type Code, codesOf} from '../code.ts'

// Microsoft Learn, "NPS reason codes"; the events by "Audit Network Policy Server" and community reports.

const state = 'ACCOUNT_STATE'
const noDc = 'NO_DOMAIN_CONTROLLER'
const decided = 'the extension was asked and said no; its own log says why'
const revocation = 'the revocation of the user’s certificate could not be checked'

/** "Reason Code" of 6273 and 6274. */
export const npsReasons: ReadonlyMap<string, Code> = new Map(
  codesOf('nps.reason-', {
    0: ['harmless', 'no refusal', ''],
    1: ['exact', 'NPS had an internal error', 'NPS_INTERNAL'],
    2: ['exact', 'access was denied to NPS', 'NPS_NOT_REGISTERED NPS_INTERNAL'],
    3: ['exact', 'the request was malformed', 'SHARED_SECRET_MISMATCH NPS_INTERNAL'],
    4: ['exact', 'no global catalog could be reached', noDc],
    5: ['exact', 'no domain controller could be reached', noDc],
    6: ['exact', 'the domain controller did not answer', noDc],
    7: ['exact', 'the user’s domain is not known', 'NO_SUCH_ACCOUNT CROSS_FOREST_LOOKUP'],
    8: ['exact', 'there is no such user', 'NO_SUCH_ACCOUNT'],
    9: [
      'consequence',
      'an extension DLL could not decide, so the request was dropped',
      'EXT_ERROR_DISCARD CERT_EXPIRED SP_DISABLED NET_BLOCKED CROSS_DOMAIN_LOOKUP',
      'a broken DLL',
    ],
    10: ['exact', 'an extension DLL failed', 'EXT_INIT_FAILED DLL_REGISTRATION'],
    16: [
      'exact',
      'NPS did not accept user name and password',
      'WRONG_PASSWORD SHARED_SECRET_SYMBOLS PRIMARY_CERT_TPM KDC_STRONG_MAPPING',
      'a matter of MFA',
    ],
    17: ['exact', 'the password could not be changed', 'PASSWORD_EXPIRED'],
    18: ['exact', 'the client speaks a method that NPS does not support', 'POLICY_AUTH_METHOD'],
    21: [
      'consequence',
      decided,
      'USER_NOT_IN_TENANT PROTOCOL_NO_OTP USER_DENIED NO_DEFAULT_METHOD NO_RESPONSE MFA_REFUSED',
      'a broken DLL',
    ],
    22: ['exact', 'the client’s EAP type is not set up', 'POLICY_AUTH_METHOD'],
    23: ['exact', 'an EAP error', 'PRIMARY_CERT_TPM POLICY_AUTH_METHOD'],
    32: ['exact', 'the account is not in a domain', 'NO_SUCH_ACCOUNT'],
    33: ['exact', 'the password must be changed', 'PASSWORD_EXPIRED'],
    34: ['exact', 'the account is disabled', state],
    35: ['exact', 'the account has expired', state],
    36: ['exact', 'the account is locked', state],
    37: ['exact', 'outside of the account’s logon hours', state],
    38: ['exact', 'a restriction of the account', state],
    48: ['exact', 'no network policy fits', 'POLICY_NO_MATCH POLICY_MISSING'],
    49: ['exact', 'no connection request policy fits', 'CRP_MISSING'],
    64: ['exact', 'remote access lockout of the account', state],
    65: ['exact', 'the dial-in permission says no', 'DIALIN_DENY'],
    66: ['exact', 'the network policy does not allow this authentication method', 'POLICY_AUTH_METHOD'],
    67: ['exact', 'the calling number is not allowed', 'POLICY_NO_MATCH'],
    68: ['exact', 'outside of the hours of the policy', 'POLICY_NO_MATCH'],
    70: ['exact', 'the medium is not allowed by the policy', 'POLICY_NO_MATCH'],
    80: ['exact', 'NPS could not write its accounting log', 'NPS_INTERNAL'],
    96: ['exact', 'the session timed out', 'NAS_TIMEOUT DOT1X_TIMEOUT'],
    112: ['exact', 'the server that NPS forwards to refused', 'NPS_IS_PROXY'],
    117: ['exact', 'the server that NPS forwards to did not answer', 'NAS_TIMEOUT NPS_IS_PROXY'],
    258: ['exact', revocation, 'EAP_REVOCATION'],
    259: ['exact', revocation, 'EAP_REVOCATION'],
    262: ['exact', 'the message could not be verified', 'PRIMARY_CERT_TPM'],
    265: ['exact', 'the certificate’s chain is not trusted', 'PRIMARY_CERT_TPM'],
    269: ['exact', 'client and server have no common algorithm', 'TLS12_DISABLED PRIMARY_CERT_TPM'],
    295: ['exact', 'the certificate’s authority is not trusted here', 'PRIMARY_CERT_TPM'],
  }),
)

const noAnswer = 'a sign-in failed; the server’s logs say why'

/** Windows events, by number. */
export const eventTable: ReadonlyMap<string, Code> = new Map(
  codesOf('event.', {
    6272: ['harmless', 'NPS granted access', ''],
    6273: [
      'consequence',
      'NPS denied access: the reason code says why',
      'SHARED_SECRET_SYMBOLS USER_NOT_IN_TENANT POLICY_NO_MATCH NPS_REFUSED',
      'a matter of MFA for sure',
    ],
    6274: [
      'consequence',
      'NPS dropped a request: the reason code says why',
      'EXT_ERROR_DISCARD BENIGN_DUPLICATE',
      'a broken DLL',
    ],
    6278: ['harmless', 'NPS granted full access', ''],
    13: ['exact', 'a request came from an address that is no RADIUS client', 'RADIUS_CLIENT_UNKNOWN'],
    14: ['exact', 'a packet had a wrong authenticator: the shared secrets differ', 'SHARED_SECRET_MISMATCH'],
    17: [
      'exact',
      'a request lacked the Message-Authenticator that this client must send',
      'MSGAUTH_REQUIRED',
    ],
    18: [
      'exact',
      'a Message-Authenticator was not valid: the shared secrets differ',
      'SHARED_SECRET_MISMATCH',
    ],
    4400: ['harmless', 'NPS connected to a domain controller', ''],
    4401: ['exact', 'the domain controller did not answer', noDc],
    4402: ['exact', 'NPS found no domain controller', noDc],
    4418: ['exact', 'a forwarded request without Message-Authenticator was dropped', 'MSGAUTH_HARDENING'],
    4419: ['exact', 'a forwarded request without Message-Authenticator was noticed', 'MSGAUTH_HARDENING'],
    4420: ['exact', 'an answer without Message-Authenticator was noticed', 'MSGAUTH_HARDENING'],
    4421: [
      'harmless',
      'hardening of Message-Authenticator is off or in audit mode',
      'BENIGN_MSGAUTH_WARNING',
    ],
    7023: ['wrapper', 'a service ended with an error', 'VCRUNTIME_MISSING EXT_INIT_FAILED DLL_REGISTRATION'],
    7024: [
      'wrapper',
      'a service ended with an error of its own',
      'EXT_INIT_FAILED VCRUNTIME_MISSING DLL_REGISTRATION',
    ],
    36871: ['exact', 'no TLS connection could be begun', 'TLS12_DISABLED'],
    36874: ['exact', 'client and server have no common cipher suite', 'TLS12_DISABLED'],
    36882: ['exact', 'the other side’s certificate is not trusted', 'NET_TLS_INSPECTION'],
    36884: ['exact', 'the other side’s certificate names another host', 'NET_TLS_INSPECTION'],
    36887: ['wrapper', 'the other side ended the TLS handshake', 'TLS12_DISABLED NET_TLS_INSPECTION'],
    36888: ['wrapper', 'a TLS handshake was ended', 'TLS12_DISABLED NET_TLS_INSPECTION'],
    20221: [
      'consequence',
      noAnswer,
      'SP_DISABLED CERT_EXPIRED EXT_ERROR_DISCARD NAS_TIMEOUT',
      'a fault of the client',
    ],
    20227: ['consequence', noAnswer, 'EXT_ERROR_DISCARD NAS_TIMEOUT'],
    201: [
      'consequence',
      'the RD Gateway let nobody in: NPS did not say yes',
      'POLICY_MISSING NUMBER_MATCHING_RDG NAS_TIMEOUT',
    ],
    23003: [
      'consequence',
      'the RD Gateway let nobody in: NPS did not say yes',
      'NUMBER_MATCHING_RDG POLICY_MISSING NAS_TIMEOUT',
      'a fault of the gateway’s own policies',
    ],
    312: ['consequence', 'the RD Gateway began a connection', 'RDG_NOT_FORWARDING NAS_TIMEOUT'],
    39: ['exact', 'a certificate is not strongly mapped to its account', 'KDC_STRONG_MAPPING'],
  }),
)

/** Numbers that nothing else is called by, so that they need no “event” before them. */
export const tellingNumbers =
  /^(?:627[2-8]|44(?:0[0-2]|18|19|2[01])|368(?:71|74|82|84|87|88)|2022[17]|23003|702[34])$/
