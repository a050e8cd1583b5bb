/** The names of the healthy installation. */
export const tenantId = '3f2b9c1e-7a54-4d0b-9c86-5e1d2a7f4b60'
export const upnSuffix = 'contoso.example'
export const base = 'DC=ad,DC=contoso,DC=example'
export const domainController = 'dc1.ad.contoso.example'
