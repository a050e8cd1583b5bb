import {azureMfaKey, clientAppId} from '../../src/catalogue/apps.ts'
import {authSrvKey} from '../../src/catalogue/extension-dlls.ts'
import {tls12Key} from '../../src/catalogue/tls-keys.ts'
import type {LabState} from '../../src/lab/index.ts'
import {newMaker} from '../../src/lab/maker.ts'
import type {RegistryValue} from '../../src/world/windows/api.ts'
import {thumbprint} from './whole-state.ts'

export interface Row {
  /** The ending that is cured. */
  code: string
  /** Where it is found: a scenario of the lab. */
  lab?: string
  /** And what else is so there. */
  change?(state: LabState): void | Promise<void>
  /** All that is another way when it is cured. #1 is the server's first certificate, … something new. */
  becomes: string[]
  /** What of that an undo leaves, and its plan says so. */
  stays?: string[]
}

const folder = 'C:\\\\Program Files\\\\Microsoft\\\\AzureMfa\\\\Extensions'
const [authz, authn] = [`"${folder}\\\\MfaNpsAuthzExt.dll"`, `"${folder}\\\\MfaNpsAuthnExt.dll"`]
export const restarted = 'NPS restarted'
const subject = '"CN=3f2b9c1e-7a54-4d0b-9c86-5e1d2a7f4b60, OU=Microsoft NPS Extension" REG_SZ'
const multi = 'REG_MULTI_SZ'

export function put({server}: LabState, path: string, value: RegistryValue): void {
  const key = server.registry[path]!
  const others = key.values.filter(({name}) => name !== value.name)
  server.registry[path] = {...key, values: [...others, value]}
}
export const text = (state: LabState, name: string, data: string) =>
  put(state, azureMfaKey, {name, type: 'REG_SZ', data})
export const lines = (state: LabState, name: string, ...data: string[]) =>
  put(state, authSrvKey, {name, type: 'REG_MULTI_SZ', data})
export function file({server}: LabState, ...paths: string[]): void {
  const made = {bytes: 4096, modifiedAt: '2026-03-02T09:14:00.000Z', version: null, company: null}
  for (const path of paths) server.files[path] = made
}
export function without({server}: LabState, path: string, ...names: string[]): void {
  const key = server.registry[path]!
  server.registry[path] = {...key, values: key.values.filter(({name}) => !names.includes(name))}
}

/** Each ending that can be repaired, and all that is another way when it is. */
export const cures: readonly Row[] = [
  {
    code: 'registry.dlls/none',
    lab: 'mfa-off',
    becomes: [
      `AuthSrv AuthorizationDLLs: absent → [${authz}] ${multi}`,
      `AuthSrv ExtensionDLLs: absent → [${authn}] ${multi}`,
      restarted,
    ],
  },
  {
    code: 'registry.dlls/left-off',
    lab: 'mfa-off-by-script',
    becomes: [
      `AuthSrv AuthorizationDLLs: [] ${multi} → [${authz}] ${multi}`,
      `AuthSrv ExtensionDLLs: [] ${multi} → [${authn}] ${multi}`,
      restarted,
    ],
  },
  {
    code: 'registry.dlls/authorization-missing',
    lab: 'mfa-off-authorization',
    change: (state) => file(state, 'C:\\Contoso\\ContosoRadius.dll'),
    becomes: [
      `AuthSrv AuthorizationDLLs: ["C:\\\\Contoso\\\\ContosoRadius.dll"] ${multi} → ["C:\\\\Contoso\\\\ContosoRadius.dll",${authz}] ${multi}`,
      restarted,
    ],
  },
  {
    code: 'registry.dlls/authentication-missing',
    change(state) {
      lines(state, 'ExtensionDLLs', 'D:\\z\\Last.dll', 'D:\\a\\First.dll')
      file(state, 'D:\\z\\Last.dll', 'D:\\a\\First.dll')
    },
    becomes: [
      `AuthSrv ExtensionDLLs: ["D:\\\\z\\\\Last.dll","D:\\\\a\\\\First.dll"] ${multi} → ["D:\\\\z\\\\Last.dll","D:\\\\a\\\\First.dll",${authn}] ${multi}`,
      restarted,
    ],
  },
  {
    code: 'registry.dlls/wrong-type',
    lab: 'dll-list-wrong-type',
    becomes: [`AuthSrv AuthorizationDLLs: ${authz} REG_SZ → [${authz}] ${multi}`, restarted],
  },
  {
    code: 'registry.dlls/unusual',
    change(state) {
      const quoted = '"C:\\Program Files\\Microsoft\\AzureMfa\\Extensions\\MfaNpsAuthzExt.dll"'
      lines(state, 'AuthorizationDLLs', 'D:\\z\\Last.dll', quoted, 'D:\\a\\First.dll')
      file(state, 'D:\\z\\Last.dll', 'D:\\a\\First.dll')
    },
    becomes: [
      `AuthSrv AuthorizationDLLs: ["D:\\\\z\\\\Last.dll","\\"${authz.slice(1, -1)}\\"","D:\\\\a\\\\First.dll"] ${multi} → ["D:\\\\z\\\\Last.dll",${authz},"D:\\\\a\\\\First.dll"] ${multi}`,
      restarted,
    ],
  },
  {
    code: 'registry.values/missing',
    change: (state) =>
      without(state, azureMfaKey, 'CLIENT_ID', 'AZURE_MFA_HOSTNAME', 'CLIENT_CERT_IDENTIFIER'),
    becomes: [
      'AzureMfa CLIENT_ID: absent → "981f26a1-7f43-403b-a875-f8b09b8cd720" REG_SZ',
      'AzureMfa CLIENT_CERT_IDENTIFIER: absent → "#1" REG_SZ',
      'AzureMfa AZURE_MFA_HOSTNAME: absent → "strongauthenticationservice.auth.microsoft.com" REG_SZ',
      restarted,
    ],
  },
  {
    code: 'registry.values/wrong-type',
    lab: 'value-of-other-type',
    becomes: ['AzureMfa CLIENT_ID: 1 REG_DWORD → "981f26a1-7f43-403b-a875-f8b09b8cd720" REG_SZ', restarted],
  },
  {
    code: 'registry.values/malformed',
    lab: 'tenant-id-in-braces',
    becomes: [
      'AzureMfa TENANT_ID: "{3f2b9c1e-7a54-4d0b-9c86-5e1d2a7f4b60}" REG_SZ → "3f2b9c1e-7a54-4d0b-9c86-5e1d2a7f4b60" REG_SZ',
      restarted,
    ],
  },
  {
    code: 'registry.values/different',
    lab: 'target-path-changed',
    becomes: [
      'AzureMfa AZURE_MFA_TARGET_PATH: "StrongAuthenticationService.svc" REG_SZ → "StrongAuthenticationService.svc/Connector" REG_SZ',
      restarted,
    ],
  },
  {
    code: 'registry.values/no-slash',
    change: (state) => text(state, 'STS_URL', 'https://login.microsoftonline.com'),
    becomes: [
      'AzureMfa STS_URL: "https://login.microsoftonline.com" REG_SZ → "https://login.microsoftonline.com/" REG_SZ',
      restarted,
    ],
  },
  {
    code: 'registry.cloud/mixed',
    lab: 'resource-left-public',
    becomes: [
      'AzureMfa AZURE_MFA_RESOURCE_HOSTNAME: "adnotifications.windowsazure.com" REG_SZ → "adnotifications.windowsazure.us" REG_SZ',
      restarted,
    ],
  },
  {
    code: 'registry.cloud/foreign',
    change: (state) => text(state, 'AZURE_MFA_HOSTNAME', 'mfa.contoso.example'),
    becomes: [
      'AzureMfa AZURE_MFA_HOSTNAME: "mfa.contoso.example" REG_SZ → "strongauthenticationservice.auth.microsoft.com" REG_SZ',
      restarted,
    ],
  },
  {
    code: 'tenant.cloud/differs',
    lab: 'wrong-cloud',
    becomes: [
      'AzureMfa STS_URL: "https://login.microsoftonline.com/" REG_SZ → "https://login.microsoftonline.us/" REG_SZ',
      'AzureMfa AZURE_MFA_HOSTNAME: "strongauthenticationservice.auth.microsoft.com" REG_SZ → "strongauthenticationservice.auth.microsoft.us" REG_SZ',
      'AzureMfa AZURE_MFA_RESOURCE_HOSTNAME: "adnotifications.windowsazure.com" REG_SZ → "adnotifications.windowsazure.us" REG_SZ',
      restarted,
    ],
  },
  {
    code: 'registry.require-user-match/bypass-unregistered',
    lab: 'user-match-off',
    becomes: ['AzureMfa REQUIRE_USER_MATCH: "FALSE" REG_SZ → "TRUE" REG_SZ', restarted],
  },
  {
    code: 'registry.require-user-match/not-understood',
    lab: 'user-match-lower-case',
    becomes: ['AzureMfa REQUIRE_USER_MATCH: "false" REG_SZ → "TRUE" REG_SZ', restarted],
  },
  {
    code: 'registry.require-user-match/unclear',
    change: (state) => text(state, 'REQUIRE_USER_MATCH', 'FALSE\0x'),
    becomes: ['AzureMfa REQUIRE_USER_MATCH: "FALSE\\u0000x" REG_SZ → "TRUE" REG_SZ', restarted],
  },
  {
    code: 'registry.otp-override/not-understood',
    lab: 'override-lower-case',
    becomes: ['AzureMfa OVERRIDE_NUMBER_MATCHING_WITH_OTP: "false" REG_SZ → "FALSE" REG_SZ', restarted],
  },
  {
    code: 'registry.alternate-login-id/attribute-malformed',
    change: (state) => text(state, 'LDAP_ALTERNATE_LOGINID_ATTRIBUTE', ' mail '),
    becomes: ['AzureMfa LDAP_ALTERNATE_LOGINID_ATTRIBUTE: " mail " REG_SZ → "mail" REG_SZ', restarted],
  },
  {
    code: 'registry.alternate-login-id/forests-malformed',
    lab: 'forests-with-blanks',
    becomes: [
      'AzureMfa LDAP_LOOKUP_FORESTS: "ad.contoso.example fabrikam.example" REG_SZ → "ad.contoso.example;fabrikam.example" REG_SZ',
      restarted,
    ],
  },
  {
    code: 'registry.alternate-login-id/catalog-not-understood',
    change: (state) =>
      put(state, azureMfaKey, {name: 'LDAP_FORCE_GLOBAL_CATALOG', type: 'REG_DWORD', data: 0}),
    becomes: ['AzureMfa LDAP_FORCE_GLOBAL_CATALOG: 0 REG_DWORD → "FALSE" REG_SZ', restarted],
  },
  {
    code: 'service.running/stopped',
    lab: 'extension-not-installed',
    change: ({server}) => void Object.assign(server.services.IAS!, {state: 'stopped', startedAt: null}),
    becomes: ['service IAS state: stopped → running'],
  },
  {
    code: 'service.running/refuses',
    lab: 'nps-stopped',
    becomes: ['service IAS state: stopped → running'],
  },
  {
    code: 'service.running/disabled',
    lab: 'nps-disabled',
    becomes: ['service IAS state: stopped → running', 'service IAS startType: disabled → automatic'],
  },
  {
    code: 'service.running/not-automatic',
    lab: 'nps-starts-by-hand',
    becomes: ['service IAS startType: manual → automatic'],
  },
  {
    code: 'service.sid-type/none',
    lab: 'server-2019-without-service-sid',
    becomes: ['IAS ServiceSidType: 0 REG_DWORD → 1 REG_DWORD'],
  },
  {
    code: 'service.restarted-since-change/pending',
    lab: 'nps-not-restarted',
    becomes: [restarted],
  },
  {
    code: 'cert.key-acl/denied',
    lab: 'key-unreadable',
    becomes: [
      'key {#1}: # D:PAI(A;;0xd01f01ff;;;SY)(A;;0xd01f01ff;;;BA) → # D:PAI(A;;0xd01f01ff;;;SY)(A;;0xd01f01ff;;;BA)(A;;0x120089;;;S-1-5-20)',
      restarted,
    ],
  },
  {
    code: 'cert.selected/no-identifier',
    change: (state) => text(state, 'CLIENT_CERT_IDENTIFIER', ''),
    becomes: ['AzureMfa CLIENT_CERT_IDENTIFIER: "" REG_SZ → "#1" REG_SZ', restarted],
  },
  {
    code: 'cert.selected/stale',
    lab: 'certificate-identifier-stale',
    becomes: [
      'AzureMfa CLIENT_CERT_IDENTIFIER: "CN=7d1b64e0-93c5-4f3e-8a27-0c9e51f2d6b8, OU=Microsoft NPS Extension" REG_SZ → "#1" REG_SZ',
      restarted,
    ],
  },
  {
    code: 'cert.selected/form',
    lab: 'certificate-thumbprint-too-early',
    becomes: [`AzureMfa CLIENT_CERT_IDENTIFIER: "#1" REG_SZ → ${subject}`, restarted],
  },
  {
    code: 'cert.selected/untidy',
    lab: 'certificate-by-thumbprint',
    change(state) {
      const sha1 = thumbprint(state.server.certificates[0]!.certificate)
      text(state, 'CLIENT_CERT_IDENTIFIER', `\u200e${sha1}`)
    },
    becomes: ['AzureMfa CLIENT_CERT_IDENTIFIER: "\u200e#1" REG_SZ → "#1" REG_SZ', restarted],
  },
  {
    code: 'cert.selected/ambiguous',
    lab: 'certificates-two-one-keyless',
    becomes: [`AzureMfa CLIENT_CERT_IDENTIFIER: ${subject} → "#1" REG_SZ`, restarted],
  },
  {
    code: 'cert.selected/beside-expired',
    lab: 'certificate-leftover',
    becomes: ['store #2: with the key {#2} → absent', restarted],
  },
  {
    code: 'cert.duplicates/expired',
    lab: 'certificate-leftover+certificates-two-good',
    becomes: ['store #2: with the key {#2} → absent', restarted],
  },
  {
    code: 'cert.subject/unusual',
    async change(state) {
      const own = await newMaker('own').extensionCertificate({unit: 'Contoso'})
      state.server.certificates = [own]
      const principal = state.tenant.principals.find(({appId}) => appId === clientAppId)!
      principal.keys = principal.keys.map((key) => ({...key, certificate: own.certificate}))
      text(state, 'CLIENT_CERT_IDENTIFIER', `CN=${state.tenant.id}, OU=Contoso`)
    },
    becomes: [
      'AzureMfa CLIENT_CERT_IDENTIFIER: "CN=3f2b9c1e-7a54-4d0b-9c86-5e1d2a7f4b60, OU=Contoso" REG_SZ → "#1" REG_SZ',
      restarted,
    ],
  },
  {
    code: 'tenant.client-principal/disabled',
    lab: 'client-principal-disabled',
    becomes: ['client accountEnabled: false → true'],
    stays: ['client accountEnabled: false → true'],
  },
  {
    code: 'tenant.connector-principal/disabled',
    lab: 'connector-principal-disabled',
    becomes: ['connector accountEnabled: false → true'],
    stays: ['connector accountEnabled: false → true'],
  },
  {
    code: 'tenant.client-principal/missing',
    lab: 'client-principal-missing',
    becomes: [
      'client objectId: absent → …',
      'client displayName: absent → "Azure Multi-Factor Auth Client"',
      'client accountEnabled: absent → true',
    ],
    stays: [
      'client objectId: absent → …',
      'client displayName: absent → "Azure Multi-Factor Auth Client"',
      'client accountEnabled: absent → true',
    ],
  },
  {
    code: 'tenant.connector-principal/missing',
    lab: 'connector-principal-missing',
    becomes: [
      'connector objectId: absent → …',
      'connector displayName: absent → "Azure Multi-Factor Auth Connector"',
      'connector accountEnabled: absent → true',
    ],
    stays: [
      'connector objectId: absent → …',
      'connector displayName: absent → "Azure Multi-Factor Auth Connector"',
      'connector accountEnabled: absent → true',
    ],
  },
  {
    code: 'tenant.associated/not-registered',
    lab: 'certificate-not-registered',
    becomes: ['client key …: absent → #1 until …'],
  },
  {
    code: 'tenant.associated/expired-there',
    lab: 'certificate-expired-there',
    becomes: ['client key …: #1 until … → absent', 'client key …: absent → #1 until …'],
    stays: ['client key …: #1 until … → absent'],
  },
  {
    code: 'host.dotnet-tls/off',
    lab: 'dotnet-without-tls12',
    becomes: [
      '.NET SchUseStrongCrypto: 0 REG_DWORD → 1 REG_DWORD',
      '.NET SystemDefaultTlsVersions: 0 REG_DWORD → 1 REG_DWORD',
    ],
  },
  {
    code: 'host.schannel/disabled',
    lab: 'tls12-disabled',
    becomes: [
      'TLS 1.2 Enabled: 0 REG_DWORD → 1 REG_DWORD',
      'TLS 1.2 DisabledByDefault: 1 REG_DWORD → 0 REG_DWORD',
    ],
  },
  {
    code: 'host.schannel/off-by-default',
    lab: 'tls12-disabled',
    change: (state) => without(state, tls12Key, 'Enabled'),
    becomes: ['TLS 1.2 DisabledByDefault: 1 REG_DWORD → 0 REG_DWORD'],
  },
  {
    code: 'host.schannel/wrong-type',
    lab: 'tls12-disabled',
    change(state) {
      put(state, tls12Key, {name: 'Enabled', type: 'REG_SZ', data: '0'})
      without(state, tls12Key, 'DisabledByDefault')
    },
    becomes: ['TLS 1.2 Enabled: "0" REG_SZ → 1 REG_DWORD'],
  },
]
