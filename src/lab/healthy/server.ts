import {azureMfaKey, clientAppId, targetPath} from '../../catalogue/apps.ts'
import {clouds} from '../../catalogue/clouds.ts'
import type {CertificateAndKey} from '../../certificates/make.ts'
import type {MemoryMachine} from '../../world/windows/memory.ts'
import {tenantId} from './names.ts'

const {stsUrl, mfaHost, resourceHost} = clouds.public

const values: Readonly<Record<string, string>> = {
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

/** NPS01 with the extension, as the vendor's script leaves it. */
export const healthyServer = ({certificate, key}: CertificateAndKey): MemoryMachine => ({
  identity: {computer: 'NPS01', account: 'CONTOSO\\ops', elevated: true},
  registry: {
    [azureMfaKey]: Object.entries(values).map(([name, data]) => ({name, type: 'REG_SZ', data})),
    'SYSTEM\\CurrentControlSet\\Services\\AuthSrv\\Parameters': [
      {name: 'AuthorizationDLLs', type: 'REG_MULTI_SZ', data: [`${extensions}\\MfaNpsAuthzExt.dll`]},
      {name: 'ExtensionDLLs', type: 'REG_MULTI_SZ', data: [`${extensions}\\MfaNpsAuthnExt.dll`]},
    ],
  },
  certificates: [{certificate, key}],
  services: {IAS: {state: 'running', startType: 'automatic', account: 'NT AUTHORITY\\NETWORK SERVICE'}},
})
