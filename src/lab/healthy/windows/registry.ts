import {azureMfaKey, clientAppId, targetPath} from '../../../catalogue/apps.ts'
import {clouds} from '../../../catalogue/clouds.ts'
import type {RegistryValue} from '../../../world/windows/api.ts'
import type {MemoryMachine} from '../../../world/windows/memory.ts'
import {tenantId} from '../names.ts'

const {stsUrl, mfaHost, resourceHost} = clouds.public

const azureMfa: Readonly<Record<string, string>> = {
  TENANT_ID: tenantId,
  CLIENT_ID: clientAppId,
  CLIENT_CERT_IDENTIFIER: `CN=${tenantId}, OU=Microsoft NPS Extension`,
  STS_URL: stsUrl,
  AZURE_MFA_HOSTNAME: mfaHost,
  AZURE_MFA_RESOURCE_HOSTNAME: resourceHost,
  AZURE_MFA_TARGET_PATH: targetPath,
  REQUIRE_USER_MATCH: 'TRUE',
  IP_WHITELIST: '',
  LDAP_ALTERNATE_LOGINID_ATTRIBUTE: '',
  LDAP_FORCE_GLOBAL_CATALOG: 'False',
  LDAP_LOOKUP_FORESTS: '',
  OVERRIDE_NUMBER_MATCHING_WITH_OTP: 'TRUE',
  VERBOSE_LOG: 'FALSE',
}

const extensions = 'C:\\Program Files\\Microsoft\\AzureMfa\\Extensions'
const text = (name: string, data: string): RegistryValue => ({name, type: 'REG_SZ', data})
const number = (name: string, data: number): RegistryValue => ({name, type: 'REG_DWORD', data})
const lines = (name: string, ...data: string[]): RegistryValue => ({name, type: 'REG_MULTI_SZ', data})

const values: Readonly<Record<string, readonly RegistryValue[]>> = {
  [azureMfaKey]: Object.entries(azureMfa).map(([name, data]) => text(name, data)),
  'SYSTEM\\CurrentControlSet\\Services\\AuthSrv\\Parameters': [
    lines('AuthorizationDLLs', `${extensions}\\MfaNpsAuthzExt.dll`),
    lines('ExtensionDLLs', `${extensions}\\MfaNpsAuthnExt.dll`),
  ],
  'SYSTEM\\CurrentControlSet\\Services\\IAS': [
    text('ObjectName', 'NT AUTHORITY\\NetworkService'),
    number('ServiceSidType', 1),
  ],
  'SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Uninstall\\{F3C1F3A9-7A1E-4C53-9E0A-9F3D6B1C2A10}': [
    text('DisplayName', 'NPS Extension For Azure MFA'),
    text('DisplayVersion', '1.2.2893.1'),
    text('Publisher', 'Microsoft'),
  ],
  'SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion': [
    text('ProductName', 'Windows Server 2022 Standard'),
    text('CurrentBuildNumber', '20348'),
    number('UBR', 2762),
    text('InstallationType', 'Server'),
  ],
  'SOFTWARE\\Microsoft\\VisualStudio\\14.0\\VC\\Runtimes\\X64': [
    number('Installed', 1),
    text('Version', 'v14.38.33135.00'),
  ],
  'SOFTWARE\\Microsoft\\.NETFramework\\v4.0.30319': [
    number('SchUseStrongCrypto', 1),
    number('SystemDefaultTlsVersions', 1),
  ],
  'SOFTWARE\\WOW6432Node\\Microsoft\\.NETFramework\\v4.0.30319': [
    number('SchUseStrongCrypto', 1),
    number('SystemDefaultTlsVersions', 1),
  ],
  'HKEY_USERS\\S-1-5-18\\Software\\Microsoft\\Windows\\CurrentVersion\\Internet Settings': [
    number('ProxyEnable', 0),
  ],
  'HKEY_USERS\\S-1-5-20\\Software\\Microsoft\\Windows\\CurrentVersion\\Internet Settings': [
    number('ProxyEnable', 0),
  ],
}

/** What is in the registry of NPS01, all of it written when the extension was set up. */
export const registry = (writtenAt: string): MemoryMachine['registry'] =>
  Object.fromEntries(
    Object.entries(values).map(([path, values]) => [path, {values: structuredClone(values), writtenAt}]),
  )
