/** "Azure Multi-Factor Auth Client": the application the extension signs in as. */
export const clientAppId = '981f26a1-7f43-403b-a875-f8b09b8cd720'
/** "Azure Multi-Factor Auth Connector": the resource the extension's token is for. */
export const connectorAppId = '1f5530b3-261a-47a9-b357-ded261e17918'
/** `AZURE_MFA_TARGET_PATH`: the path of both the web service and the OAuth 2.0 resource. */
export const targetPath = 'StrongAuthenticationService.svc/Connector'
/** The extension's registry key (64-bit view). */
export const azureMfaKey = 'SOFTWARE\\Microsoft\\AzureMfa'
