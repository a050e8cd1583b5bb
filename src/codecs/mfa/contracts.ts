/**
 * The documents of the MFA web service (WCF data contracts): their members in the order in which the service reads
 * them, for what stands elsewhere is lost there. The AD FS adapter's captured traffic (Microsoft's support wiki) has all
 * of these but the last three of `BeginTwoWayAuthentication`, which RADIUS clients send after SyncCall; whether they come
 * before or after the adapter's own last three is not known, and nobody sends both.
 */
export const requestContracts = {
  GetAvailableAuthenticationMethods: ['Version', 'UserPrincipalName', 'ContextId'],
  BeginTwoWayAuthentication: [
    'Version',
    'UserPrincipalName',
    'TenantId',
    'Lcid',
    'AuthenticationMethodId',
    'AuthenticationMethodProperties',
    'AuthenticationPurpose',
    'ContextId',
    'OtpRetryCount',
    'SyncCall',
    'ReplicationScope',
    'ObjectId',
    'CompanyName',
    'RequireUserMatch',
    'CallerName',
    'CallerIP',
  ],
  EndTwoWayAuthentication: ['Version', 'SessionId', 'ContextId', 'AdditionalAuthData', 'UserPrincipalName'],
} as const

export type Operation = keyof typeof requestContracts

/** Namespace of nil. */
export const instanceNamespace = 'http://www.w3.org/2001/XMLSchema-instance'
/** Namespace of lists of keys and values. */
export const arraysNamespace = 'http://schemas.microsoft.com/2003/10/Serialization/Arrays'
/** One key and value of such a list. */
export const pairName = 'KeyValueOfstringstring'
