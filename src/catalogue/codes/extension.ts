import {type Code, codesOf} from '../code.ts'
import {extensionCodes, serviceResults} from '../extension-codes.ts'

const network = 'NET_CREDENTIALS_HOST NET_BLOCKED NET_SAS_HOST TLS12_DISABLED NET_PROXY NET_TLS_INSPECTION'

/** Causes of what the extension says of itself; meanings are those of extension-codes.ts. */
const extensionCauses: Readonly<Record<string, readonly [Code['depth'], string, string?]>> = {
  ESTS_TOKEN_ERROR: [
    'wrapper',
    'SP_DISABLED CERT_EXPIRED CERT_PAIR_MISMATCH NET_LOGIN_BLOCKED CERT_PRIVATE_KEY_ACL',
    'the certificate for sure: the message blames it and STS_URL whatever the reason is',
  ],
  CLIENT_CERT_INSTALL_ERROR: [
    'exact',
    'CERT_MISSING CERT_PRIVATE_KEY_ACL CERT_PAIR_MISMATCH CERT_IDENTIFIER_FORM',
  ],
  HTTPS_COMMUNICATION_ERROR: ['wrapper', network, 'the certificate, and not the installation'],
  HTTP_CONNECT_ERROR: [
    'exact',
    'NET_BLOCKED NET_DNS NET_PROXY NET_SAS_HOST NET_LOGIN_BLOCKED',
    'the certificate',
  ],
  REGISTRY_CONFIG_ERROR: ['exact', 'REGISTRY_KEY_MISSING'],
  REQUEST_FORMAT_ERROR: ['exact', 'COLOCATED_ROLE'],
  CONTACT_SUPPORT: ['wrapper', 'SERVICE_SIDE'],
  USERNAME_CANONICALIZATION_ERROR: [
    'exact',
    'CANONICALIZATION CROSS_DOMAIN_LOOKUP CROSS_FOREST_LOOKUP NPS_NOT_REGISTERED',
  ],
  ALTERNATE_LOGIN_ID_ERROR: ['exact', 'ALTID_LOOKUP ALTID_EMPTY ALTID_SID ALTID_SEMANTICS'],
  REQUEST_MISSING_CODE: ['exact', 'PROTOCOL_NO_OTP METHOD_UNSUPPORTED_BY_NAS'],
  IP_WHITE_LIST_WARNING: ['exact', 'IPWL_NO_NAS_IP'],
}

export const extensionCodeTable: ReadonlyMap<string, Code> = new Map(
  Object.entries(extensionCauses).map(([name, [depth, causes, not]]) => [
    name,
    {
      code: `ext.${name}`,
      depth,
      meaning: extensionCodes.get(name)!.meaning,
      ...(not ? {not} : {}),
      causes: causes.split(' '),
    },
  ]),
)

const wrongCode = 'the code was wrong or used already'
const call = 'the call did not get through'

/** Results that stand in public clients of the service, beside those of extension-codes.ts. */
const rarer = new Map(
  codesOf('mfa.', {
    AuthenticationPending: ['harmless', 'the user is still being asked', ''],
    AuthenticationMethodFailed: ['exact', 'the user’s method failed', 'NO_RESPONSE USER_DENIED SERVICE_SIDE'],
    FraudCodeEntered: ['exact', 'the user reported the call as fraud', 'USER_BLOCKED_FRAUD'],
    IncorrectOTP: ['exact', wrongCode, 'WRONG_CODE'],
    OathCodeCorrectButDeviceNotAllowed: [
      'exact',
      'the code was right, but its device is not allowed',
      'METHOD_UNSUPPORTED',
    ],
    OathCodeFailedMaxAllowedRetryReached: ['exact', 'too many wrong codes', 'MFA_LOCKOUT'],
    PhoneAppAllDevicesBlocked: ['exact', 'all apps of the user are blocked', 'USER_BLOCKED_FRAUD'],
    PhoneAppEntropyIncorrect: ['exact', 'the number that the user typed was wrong', 'USER_DENIED'],
    PhoneAppInvalidResult: ['exact', 'the app’s answer could not be used', 'PROOFDATA_MISSING SERVICE_SIDE'],
    PhoneAppNotificationFailed: [
      'exact',
      'the prompt could not be sent to the app',
      'PROOFDATA_MISSING NO_RESPONSE',
    ],
    PhoneAppTokenChanged: ['exact', 'the app was registered anew on another phone', 'PROOFDATA_MISSING'],
    PinEntered: ['harmless', 'the user typed a PIN', ''],
    SMSSent: ['harmless', 'a code was sent by SMS', ''],
    SMSAuthFailedNoResponseTimeout: [
      'exact',
      'no code came back in time',
      'NO_RESPONSE METHOD_UNSUPPORTED_BY_NAS',
    ],
    SMSAuthFailedProviderCouldntSendSMS: [
      'exact',
      'the SMS could not be sent',
      'TELEPHONY_REGION PHONE_FORMAT',
    ],
    User2WaySMSAuthFailedNoResponseTimeout: ['exact', 'nobody answered the SMS', 'NO_RESPONSE'],
    User2WaySMSAuthFailedProviderCouldntSendSMS: [
      'exact',
      'the SMS could not be sent',
      'TELEPHONY_REGION PHONE_FORMAT',
    ],
    User2WaySMSAuthFailedWrongCodeEntered: ['exact', wrongCode, 'WRONG_CODE'],
    UserVoiceAuthFailedInvalidExtension: [
      'exact',
      'the extension of the phone number is wrong',
      'PHONE_FORMAT',
    ],
    UserVoiceAuthFailedInvalidPhoneInput: ['exact', 'the wrong key was pressed', 'VOICE_FAILED'],
    UserVoiceAuthFailedInvalidPhoneNumber: ['exact', 'the phone number is wrong', 'PHONE_FORMAT'],
    UserVoiceAuthFailedProviderCouldntSendCall: ['exact', call, 'TELEPHONY_REGION PHONE_FORMAT'],
    VoiceOTPAuthFailedMaxAllowedCodeRetryReached: ['exact', 'too many wrong codes', 'MFA_LOCKOUT'],
    VoiceOTPAuthFailedWrongCodeEntered: ['exact', wrongCode, 'WRONG_CODE'],
    PhoneAppOTPOathCodeIncorrect: ['exact', wrongCode, 'WRONG_CODE'],
    MFAPinNotSetup: ['exact', 'the user has no PIN set up', 'SERVICE_SIDE'],
    SASValidationFailed: ['exact', 'the service could not check the answer', 'SERVICE_SIDE'],
    ResourceNotFoundException: [
      'exact',
      'the tenant has nobody of that name',
      'ALTID_SEMANTICS USER_NOT_IN_TENANT',
    ],
  } as const),
)

const resultCauses: Readonly<Record<string, string>> = {
  TenantIsBlocked: 'TENANT_BLOCKED',
  InternalError: 'SERVICE_SIDE',
  VersionNotSupported: 'VERSION_RETIRED',
  AccessDenied: 'CROSS_TENANT CERT_TENANT_MISMATCH',
  AuthenticationMethodNotConfigured: 'PROOFDATA_MISSING NO_DEFAULT_METHOD',
  AuthenticationMethodNotSupported: 'METHOD_UNSUPPORTED',
  BecAccessDenied: 'USER_NOT_IN_TENANT',
  UserNotFound: 'USER_NOT_IN_TENANT UPN_WHITESPACE TENANT_INACTIVE UPN_SUFFIX CERT_TENANT_MISMATCH',
  InvalidFormat: 'PHONE_FORMAT',
  StrongAuthenticationServiceInvalidParameter: 'PHONE_FORMAT',
  InvalidParameter: 'UPN_EMPTY TENANT_ID_FORMAT SESSION_LOST PROOFDATA_MISSING',
  InvalidArgument: 'UPN_SUFFIX',
  NoDefaultAuthenticationMethodIsConfigured: 'NO_DEFAULT_METHOD',
  ProofDataNotFound: 'PROOFDATA_MISSING',
  UserIsBlocked: 'USER_BLOCKED_FRAUD',
  PhoneAppFraud: 'USER_BLOCKED_FRAUD',
  PhoneAppFraudReported: 'USER_BLOCKED_FRAUD',
  PhoneAppDenied: 'USER_DENIED',
  PhoneAppNoResponse: 'NO_RESPONSE NAS_TIMEOUT',
  OathCodeIncorrect: 'WRONG_CODE',
  OathCodePinIncorrect: 'WRONG_CODE SERVICE_SIDE',
  OathCodeDuplicate: 'WRONG_CODE DUPLICATE_CHALLENGE',
  OathCodeOld: 'WRONG_CODE',
  SMSAuthFailedWrongCodeEntered: 'WRONG_CODE',
  SMSAuthFailedWrongCodePinEntered: 'WRONG_CODE SERVICE_SIDE',
  SMSAuthFailedMaxAllowedCodeRetryReached: 'MFA_LOCKOUT',
  AuthenticationMethodLocked: 'MFA_LOCKOUT',
  AuthenticationMethodLimitReached: 'THROTTLED',
  AuthenticationThrottled: 'THROTTLED',
  UserAuthFailedDuplicateRequest: 'DUPLICATE_CHALLENGE DUAL_NPS_DUPLICATE NAS_TIMEOUT',
  InvalidSession: 'SESSION_EXPIRED SESSION_LOST',
  InvalidSessionId: 'SESSION_EXPIRED SESSION_LOST',
  UserVoiceAuthFailedPhoneUnreachable: 'VOICE_FAILED',
  UserVoiceAuthFailedPhoneHungUp: 'VOICE_FAILED',
  UserVoiceAuthFailedCallWentToVoicemail: 'VOICE_FAILED',
}

/** "Azure MFA response: …". */
export const serviceResultTable: ReadonlyMap<string, Code> = new Map<string, Code>([
  ...[...serviceResults].map(([name, {meaning}]): [string, Code] => [
    name,
    {
      code: `mfa.${name}`,
      depth: 'exact',
      meaning,
      causes: resultCauses[name]?.split(' ') ?? ['SERVICE_SIDE'],
    },
  ]),
  ...rarer,
])
