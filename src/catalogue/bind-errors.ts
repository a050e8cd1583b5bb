/**
 * What Active Directory adds to invalidCredentials (49): "… data 52e, v4563" names a Windows error code in hexadecimal.
 * Source: Microsoft Learn, "System Error Codes" (1326, 1328–1331, 1793, 1907, 1909).
 */
export const bindErrors: Readonly<Record<string, string>> = {
  '525': 'the user does not exist',
  '52e': 'wrong user name or password',
  '530': 'the user may not sign in at this hour',
  '531': 'the user may not sign in from this computer',
  '532': 'the password has expired',
  '533': 'the account is disabled',
  '701': 'the account has expired',
  '773': 'the password must be changed first',
  '775': 'the account is locked out',
}
