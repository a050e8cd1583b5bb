import {type Code, codesOf} from '../code.ts'

/**
 * Sentences that the products write, for whoever copies the text and not the number: what they stand for, as
 * "table:name". Misspellings are the product's own and may be put right in a copy.
 */
export const sentences: readonly (readonly [RegExp, string])[] = [
  [/reason - the key used is expired/i, 'template:KeyExpired'],
  [/response state Access-?Reject,? ignoring request/i, 'template:AccessReject'],
  [/response state Access-?Challenge,? ignoring request/i, 'template:AccessChallenge'],
  [/challenge requested in authentication ext(?:ension)?/i, 'template:Challenge'],
  [/IP Whitelist not ini?tiali[sz]ed/i, 'template:IpWhitelist'],
  [
    /(?:neither registry entry nor?t? default value|for key:?)\D{0,30}\bIP_WHITELIST/i,
    'template:IpWhitelist',
  ],
  [/missing NAS Identifier and Nas ?Ip ?Address/i, 'template:NasIdentifier'],
  [
    /(?:IP Whitelist is being ignored|NAS ?Ip ?Address)\b.{0,60}\bsource ip is missing|source ip is missing in radius/i,
    'ext:IP_WHITE_LIST_WARNING',
  ],
  [/missing mandatory radius ?username/i, 'ext:REQUEST_FORMAT_ERROR'],
  [/extension dynamic link library.{0,80}rejected the connection/is, 'reason:21'],
  [/discarded by a third[- ]party extension dll/i, 'reason:9'],
  [/due to a user credentials mismatch/i, 'reason:16'],
  [/authentication method that is not enabled on the matching network policy/i, 'reason:66'],
  [/did not match any network policy/i, 'reason:48'],
  [/did not match any (?:configured )?connection request polic/i, 'reason:49'],
  [/dial-in properties of the user account/i, 'reason:65'],
  [/revocation function was unable to check revocation/i, 'reason:258'],
  [/user account (?:is|was|has been) currently locked|account is locked out/i, 'reason:36'],
  [/specified user account does not exist/i, 'reason:8'],
  [/specified domain does not exist/i, 'reason:7'],
  [/invalid RADIUS client IP address/i, 'event:13'],
  [/with an invalid authenticator/i, 'event:14'],
  [/without a Message-Authenticator attribute when/i, 'event:17'],
  [/Message-Authenticator attribute that is not valid/i, 'event:18'],
  [/certificate received from the remote server was issued by an untrusted/i, 'event:36882'],
  [/fatal error occurred while creating (?:a|an) (?:tls|ssl) client credential/i, 'event:36871'],
  [/dialed a connection named .{1,120} which has failed/is, 'event:20221'],
  [/Network Policy Server discarded the request/i, 'event:6274'],
  [/Network Policy Server denied access/i, 'event:6273'],
  [/certificate that was valid but could not be mapped/i, 'event:39'],
  [/did not meet (?:the )?connection authorization policy/i, 'event:201'],
]

const ignored =
  'NPS had refused the first factor, so the extension was not asked: the 6273 event of that second says why'

/** Lines of the extension that carry no code. */
export const templateTable: ReadonlyMap<string, Code> = new Map(
  codesOf('ext.', {
    KeyExpired: ['exact', 'the token service says that the certificate has expired', 'CERT_EXPIRED'],
    AccessReject: [
      'consequence',
      ignored,
      'SHARED_SECRET_SYMBOLS WRONG_PASSWORD POLICY_NO_MATCH DIALIN_DENY PASSWORD_EXPIRED',
      'firewall, licence or MFA',
    ],
    AccessChallenge: ['exact', 'NPS itself was still asking', 'ACCESS_CHALLENGE_STATE PROTOCOL_NO_OTP'],
    Challenge: [
      'exact',
      'a code was asked for; a fault only if no sign-in follows',
      'PROTOCOL_NO_OTP NUMBER_MATCHING_RDG NUMBER_MATCHING METHOD_UNSUPPORTED_BY_NAS',
    ],
    IpWhitelist: ['harmless', 'an optional registry value is absent', 'BENIGN_IP_WHITELIST'],
    NasIdentifier: ['harmless', 'the gateway does not name itself', 'BENIGN_NAS_ID'],
    NameBroken: ['exact', 'the user’s name ends with a line break', 'UPN_WHITESPACE'],
  }),
)

/** Registry values by name, for whoever asks about one. */
export const valueTable: ReadonlyMap<string, Code> = new Map(
  codesOf('registry.', {
    CLIENT_CERT_IDENTIFIER: [
      'consequence',
      'names the extension’s certificate',
      'CERT_EXPIRED CERT_IDENTIFIER_FORM CERT_MISSING',
    ],
    TENANT_ID: [
      'consequence',
      'the tenant that the extension asks',
      'TENANT_ID_FORMAT WRONG_TENANT REGISTRY_KEY_MISSING',
    ],
    STS_URL: ['consequence', 'the token service', 'SOVEREIGN_CLOUD NET_LOGIN_BLOCKED'],
    AZURE_MFA_HOSTNAME: ['consequence', 'the MFA service', 'SOVEREIGN_CLOUD NET_SAS_HOST'],
    AZURE_MFA_RESOURCE_HOSTNAME: ['consequence', 'what the token is for', 'SOVEREIGN_CLOUD'],
    OVERRIDE_NUMBER_MATCHING_WITH_OTP: [
      'consequence',
      'codes or approvals',
      'NUMBER_MATCHING NUMBER_MATCHING_RDG OVERRIDE_TYPE',
    ],
    REQUIRE_USER_MATCH: [
      'consequence',
      'whether people without MFA are kept out',
      'FAIL_OPEN_USER_MATCH REQUIRE_USER_MATCH',
    ],
    IP_WHITELIST: ['consequence', 'gateways whose users skip MFA', 'IPWL_SEMANTICS IPWL_NO_NAS_IP'],
    LDAP_ALTERNATE_LOGINID_ATTRIBUTE: [
      'consequence',
      'which attribute holds the cloud name',
      'ALTID_SEMANTICS ALTID_LOOKUP ALTID_EMPTY',
    ],
    LDAP_FORCE_GLOBAL_CATALOG: ['consequence', 'whether the global catalog is asked', 'ALTID_LOOKUP'],
    LDAP_LOOKUP_FORESTS: ['consequence', 'the forests to look in', 'ALTID_LOOKUP CROSS_FOREST_LOOKUP'],
    USERNAME_ENCODING: ['consequence', 'how names are read', 'USERNAME_ENCODING'],
    AuthorizationDLLs: ['consequence', 'DLLs that NPS loads', 'DLL_REGISTRATION FAIL_OPEN_ISOLATION'],
    ExtensionDLLs: ['consequence', 'DLLs that NPS loads', 'DLL_REGISTRATION FAIL_OPEN_ISOLATION'],
  }),
)
