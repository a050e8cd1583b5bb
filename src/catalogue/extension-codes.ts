/**
 * Whom a code befalls: everybody, because server, network or tenant are at fault; a person, because of the account or
 * its registration; a person who did something (everyday); nobody (harmless).
 */
export type Concern = 'everybody' | 'person' | 'everyday' | 'harmless'

export interface ExtensionCode {
  concern: Concern
  /** Half a sentence. */
  meaning: string
}

const group = (concern: Concern, meanings: Readonly<Record<string, string>>): [string, ExtensionCode][] =>
  Object.entries(meanings).map(([code, meaning]) => [code, {concern, meaning}])

// Microsoft Learn, "Resolve error messages from the NPS extension for Microsoft Entra multifactor authentication", and
// community reports of what the product logs beside that page.

/** What the extension says of itself ("ErrorCode:: …"). */
export const extensionCodes: ReadonlyMap<string, ExtensionCode> = new Map([
  ...group('everybody', {
    ESTS_TOKEN_ERROR: 'the extension was given no token',
    CLIENT_CERT_INSTALL_ERROR:
      'the certificate is missing, cannot be used, or is not registered in the tenant',
    HTTPS_COMMUNICATION_ERROR: 'the MFA service did not answer',
    HTTP_CONNECT_ERROR: 'the MFA service or the token service could not be connected to',
    REGISTRY_CONFIG_ERROR: 'a registry value of the extension is missing',
    REQUEST_FORMAT_ERROR:
      'the request had no user name: this server is asked as a local policy, not over RADIUS',
    CONTACT_SUPPORT: 'an error that the extension has no name for',
  }),
  ...group('person', {
    USERNAME_CANONICALIZATION_ERROR:
      'the user was not found in Active Directory, or the server may not read it there',
    ALTERNATE_LOGIN_ID_ERROR:
      'the attribute of LDAP_ALTERNATE_LOGINID_ATTRIBUTE could not be read, or is empty',
    REQUEST_MISSING_CODE: 'the user’s method needs a code, which this kind of sign-in cannot carry',
  }),
  ...group('harmless', {IP_WHITE_LIST_WARNING: 'a request named no NAS-IP-Address'}),
])

/** What the MFA service answers ("Azure MFA response: …"). */
export const serviceResults: ReadonlyMap<string, ExtensionCode> = new Map([
  ...group('everybody', {
    TenantIsBlocked: 'Microsoft has blocked the tenant',
    InternalError: 'the MFA service had an error of its own',
    VersionNotSupported: 'the extension is too old for the MFA service',
  }),
  ...group('person', {
    AccessDenied: 'the user’s domain belongs to another tenant',
    AuthenticationMethodNotConfigured: 'the user’s method is not set up',
    AuthenticationMethodNotSupported: 'the user’s method cannot be used here',
    BecAccessDenied: 'the tenant does not know the user',
    UserNotFound: 'the tenant does not know the user',
    InvalidFormat: 'the user’s phone number is malformed',
    StrongAuthenticationServiceInvalidParameter: 'the user’s phone number is malformed',
    InvalidParameter: 'the request lacked something, such as the user’s principal name',
    InvalidArgument: 'the domain of the user’s name is verified in no tenant',
    NoDefaultAuthenticationMethodIsConfigured: 'the user has chosen no default method',
    ProofDataNotFound: 'the user’s default method is no longer registered',
    UserIsBlocked: 'the user is blocked for MFA',
    PhoneAppFraud: 'the user reported the prompt as fraud',
    PhoneAppFraudReported: 'the user reported the prompt as fraud',
  }),
  ...group('everyday', {
    PhoneAppDenied: 'the user refused the prompt',
    PhoneAppNoResponse: 'the user did not answer the prompt in time',
    OathCodeIncorrect: 'the code was wrong',
    OathCodePinIncorrect: 'the code was wrong',
    OathCodeDuplicate: 'the code had been used before',
    OathCodeOld: 'the code was too old',
    SMSAuthFailedWrongCodeEntered: 'the code was wrong',
    SMSAuthFailedWrongCodePinEntered: 'the code was wrong',
    SMSAuthFailedMaxAllowedCodeRetryReached: 'too many wrong codes',
    AuthenticationMethodLocked: 'too many wrong codes',
    AuthenticationMethodLimitReached: 'too many calls or SMS in a short time',
    AuthenticationThrottled: 'too many calls or SMS in a short time',
    UserAuthFailedDuplicateRequest: 'the user was being asked already',
    InvalidSession: 'the prompt was answered after more than three minutes',
    InvalidSessionId: 'the prompt was answered after more than three minutes',
    UserVoiceAuthFailedPhoneUnreachable: 'the phone could not be reached',
    UserVoiceAuthFailedPhoneHungUp: 'the call was hung up',
    UserVoiceAuthFailedCallWentToVoicemail: 'the call went to voicemail',
  }),
])
