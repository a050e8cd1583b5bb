import {clientAppId, targetPath} from './apps.ts'

/** `REG_SZ` throughout, the booleans too; `REG_EXPAND_SZ` is text to whoever reads text. */
export const textTypes: readonly string[] = ['REG_SZ', 'REG_EXPAND_SZ']

interface RegistryValue {
  /** What it is for, to complete "NAME: …". */
  meaning: string
  /** The extension cannot work without it. */
  required?: true
  /** What a filled one looks like. */
  allowed?: RegExp
  /** The same in words, to complete "should be …". */
  form?: string
  /** The only text that works; any other is somebody's mistake. */
  only?: string
}

const host = /^(?=.{1,253}$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)+$/i
const hostForm = 'a host name alone, without https:// and without a path'

/**
 * The values of HKLM\SOFTWARE\Microsoft\AzureMfa.
 * Sources: Microsoft Learn, "Integrate your existing NPS infrastructure with Microsoft Entra multifactor
 * authentication", "Advanced configuration options for the NPS extension", "How number matching works" and "Resolve
 * error messages from the NPS extension"; Microsoft's troubleshooting script for the hosts, the path and VERBOSE_LOG.
 */
export const registryValues: Readonly<Record<string, RegistryValue>> = {
  TENANT_ID: {
    meaning: 'the tenant',
    required: true,
    allowed: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i,
    form: 'the tenant’s ID alone, a GUID without braces or blanks',
  },
  CLIENT_ID: {meaning: 'the application that the extension signs in as', required: true, only: clientAppId},
  CLIENT_CERT_IDENTIFIER: {meaning: 'the certificate', required: true},
  STS_URL: {
    meaning: 'the token service',
    required: true,
    allowed: /^https:\/\/[a-z0-9-]+(\.[a-z0-9-]+)+\/?$/i,
    form: 'an address such as https://login.microsoftonline.com/',
  },
  AZURE_MFA_HOSTNAME: {meaning: 'the MFA service', required: true, allowed: host, form: hostForm},
  AZURE_MFA_RESOURCE_HOSTNAME: {
    meaning: 'what the token is for',
    required: true,
    allowed: host,
    form: hostForm,
  },
  AZURE_MFA_TARGET_PATH: {meaning: 'the path of the MFA service', required: true, only: targetPath},
  REQUIRE_USER_MATCH: {meaning: 'whether people without a second factor are kept out'},
  IP_WHITELIST: {meaning: 'RADIUS clients whose users skip the second factor'},
  LDAP_ALTERNATE_LOGINID_ATTRIBUTE: {
    meaning: 'the attribute that is sent in the place of the UPN',
    // lDAPDisplayName (MS-ADTS 3.1.1.2.3): letters, digits and hyphens.
    allowed: /^[a-z][a-z0-9-]{0,255}$/i,
  },
  LDAP_FORCE_GLOBAL_CATALOG: {meaning: 'whether that attribute is read from a global catalog'},
  LDAP_LOOKUP_FORESTS: {meaning: 'the forests in which people are looked for'},
  OVERRIDE_NUMBER_MATCHING_WITH_OTP: {meaning: 'whether people are asked for a one-time password'},
  VERBOSE_LOG: {meaning: 'whether a detailed log is kept'},
}

/** In forums and in tools, but neither in Microsoft's documentation nor in its scripts. */
export const inventedValues: readonly string[] = [
  'ExtensionTimeOut',
  'UserIdentityAttribute',
  'IpWhitelist',
  'EnableAudit',
  'MaxConcurrentRequests',
  'OVERRIDE_USER_LOCKOUT',
]

/** Windows takes names of values in any letter case. */
export const isRegistryValue = (name: string): boolean => name.toUpperCase() in registryValues
