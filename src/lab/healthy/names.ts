/** The names of the healthy installation. */
export const tenantId = '3f2b9c1e-7a54-4d0b-9c86-5e1d2a7f4b60'
export const upnSuffix = 'contoso.example'
/** The name that every tenant begins with. */
export const initialDomain = 'contoso.onmicrosoft.example'
/** A company that was taken over, whose domain is the tenant's now. */
export const formerCompany = 'fabrikam.example'
export const adDomain = 'ad.contoso.example'
export const base = 'DC=ad,DC=contoso,DC=example'
export const domainController = `dc1.${adDomain}`
/** The SID of the domain; an account's ends in its own number beyond that. */
export const domainSid = 'S-1-5-21-1004336348-1177238915-682003330'
export const vpnUsers = `CN=VPN Users,OU=Groups,${base}`
export const rasAndIasServers = `CN=RAS and IAS Servers,CN=Users,${base}`
export const protectedUsers = `CN=Protected Users,CN=Users,${base}`
