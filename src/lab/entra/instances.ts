import type {Cloud} from '../../catalogue/clouds.ts'

/** Every name of the login service of a cloud; Entra accepts any of them as the audience of an assertion. */
export const loginAliases: Readonly<Record<Cloud, readonly string[]>> = {
  public: ['login.microsoftonline.com', 'login.windows.net', 'login.microsoft.com', 'sts.windows.net'],
  usgov: ['login.microsoftonline.us', 'login.usgovcloudapi.net'],
  dod: ['login.microsoftonline.us', 'login.usgovcloudapi.net'],
  china: ['login.partner.microsoftonline.cn', 'login.chinacloudapi.cn'],
}

/** As Entra names a cloud in its metadata. */
export const instanceNames: Readonly<Record<Cloud, string>> = {
  public: 'microsoftonline.com',
  usgov: 'microsoftonline.us',
  dod: 'microsoftonline.us',
  china: 'partner.microsoftonline.cn',
}
