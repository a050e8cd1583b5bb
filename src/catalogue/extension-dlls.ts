/** Where NPS finds the DLLs it loads at its start (Microsoft Learn, "Setting up the Extension DLLs"); REG_MULTI_SZ. */
export const authSrvKey = 'SYSTEM\\CurrentControlSet\\Services\\AuthSrv\\Parameters'

/** Called after NPS has authorized a request: asks for the second factor. Listed in AuthorizationDLLs. */
export const authorizationDll = 'MfaNpsAuthzExt.dll'
/** Called before NPS authenticates a request: takes the answer to a challenge. Listed in ExtensionDLLs. */
export const authenticationDll = 'MfaNpsAuthnExt.dll'

/** Below the folder for programs, whose drive need not be C:. */
export const extensionFolder = 'Microsoft\\AzureMfa\\Extensions'

/** What Microsoft's troubleshooting script keeps while it takes the DLLs out of NPS for a test. */
export const scriptBackup = 'C:\\NPS\\AuthSrv.reg'
