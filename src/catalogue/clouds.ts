export type Cloud = 'public' | 'usgov' | 'dod' | 'china'

/** What the extension's registry values must name in one national cloud. */
export interface CloudValues {
  /** `STS_URL`, with its trailing slash. */
  stsUrl: string
  /** `AZURE_MFA_HOSTNAME`. */
  mfaHost: string
  /** `AZURE_MFA_RESOURCE_HOSTNAME`: still the old host, although calls go to `mfaHost`. */
  resourceHost: string
  /** Base host of Microsoft Graph. */
  graphHost: string
}

// https://learn.microsoft.com/entra/identity/authentication/howto-mfa-nps-extension
// https://learn.microsoft.com/graph/deployments (Graph hosts; L4 is usgov, L5 is dod)
export const clouds: Readonly<Record<Cloud, CloudValues>> = {
  public: {
    stsUrl: 'https://login.microsoftonline.com/',
    mfaHost: 'strongauthenticationservice.auth.microsoft.com',
    resourceHost: 'adnotifications.windowsazure.com',
    graphHost: 'graph.microsoft.com',
  },
  usgov: {
    stsUrl: 'https://login.microsoftonline.us/',
    mfaHost: 'strongauthenticationservice.auth.microsoft.us',
    resourceHost: 'adnotifications.windowsazure.us',
    graphHost: 'graph.microsoft.us',
  },
  dod: {
    stsUrl: 'https://login.microsoftonline.us/',
    mfaHost: 'strongauthenticationservice.auth.microsoft.us',
    resourceHost: 'adnotifications.windowsazure.us',
    graphHost: 'dod-graph.microsoft.us',
  },
  china: {
    stsUrl: 'https://login.chinacloudapi.cn/',
    mfaHost: 'strongauthenticationservice.auth.microsoft.cn',
    resourceHost: 'adnotifications.windowsazure.cn',
    graphHost: 'microsoftgraph.chinacloudapi.cn',
  },
}

export const cloudNames = Object.keys(clouds) as Cloud[]

/** Listed for every cloud by Microsoft's network requirements of the extension. */
export const credentialsHost = 'credentials.azure.com'
/** The token service's older name, in `STS_URL` of installations made before about 2019. */
export const olderLoginHost = 'login.windows.net'
/** Other names of the token service: the older one, and the one that newer pages of 21Vianet give. */
export const olderHosts: Readonly<Record<Cloud, readonly string[]>> = {
  public: [olderLoginHost],
  usgov: [],
  dod: [],
  china: ['login.partner.microsoftonline.cn'],
}
