import {extensions} from '../../../src/lab/healthy/server.ts'
import {log, minutesAgo} from '../../../src/lab/healthy/windows/events.ts'
import {tokenRefused} from '../../../src/lab/scenarios/logged.ts'
import type {MemoryMachine} from '../../../src/world/windows/memory.ts'
import {type Fault, setting, value} from './fault.ts'

const authSrv = 'SYSTEM\\CurrentControlSet\\Services\\AuthSrv\\Parameters'
const tls12 = 'SYSTEM\\CurrentControlSet\\Control\\SecurityProviders\\SCHANNEL\\Protocols\\TLS 1.2\\Client'
const runtimes = 'SOFTWARE\\Microsoft\\VisualStudio\\14.0\\VC\\Runtimes\\X64'
const ias = ({services}: MemoryMachine, change: Partial<MemoryMachine['services'][string]>) => {
  Object.assign(services.IAS!, change)
}

/** What may be wrong in the registry, with the service, the files, and Windows around them. */
export const settingFaults: readonly Fault[] = [
  {
    name: 'AuthorizationDLLs is empty',
    code: 'registry.dlls/authorization-missing',
    change: (machine) => value(machine, authSrv, 'AuthorizationDLLs', []),
  },
  {
    name: 'ExtensionDLLs is gone',
    code: 'registry.dlls/authentication-missing',
    change: (machine) => value(machine, authSrv, 'ExtensionDLLs', null),
  },
  {
    name: 'the authentication DLL is missing on disk',
    code: 'registry.dlls/file-missing',
    change(machine) {
      delete machine.files[`${extensions}\\MfaNpsAuthnExt.dll`]
    },
  },
  {
    name: 'TENANT_ID is gone',
    code: 'registry.values/missing',
    change: (machine) => setting(machine, 'TENANT_ID', null),
  },
  {
    name: 'STS_URL is a number',
    code: 'registry.values/wrong-type',
    change: (machine) => setting(machine, 'STS_URL', 1),
  },
  {
    name: 'the MFA host is another cloud’s',
    code: 'registry.cloud/mixed',
    change: (machine) =>
      setting(machine, 'AZURE_MFA_HOSTNAME', 'strongauthenticationservice.auth.microsoft.us'),
  },
  {
    name: 'REQUIRE_USER_MATCH is FALSE',
    code: 'registry.require-user-match/bypass-unregistered',
    change: (machine) => setting(machine, 'REQUIRE_USER_MATCH', 'FALSE'),
  },
  {
    name: 'REQUIRE_USER_MATCH is lower-case',
    code: 'registry.require-user-match/not-understood',
    change: (machine) => setting(machine, 'REQUIRE_USER_MATCH', 'false'),
  },
  {
    name: 'addresses are let in without MFA',
    code: 'registry.ip-whitelist/listed',
    change: (machine) => setting(machine, 'IP_WHITELIST', '192.0.2.70'),
  },
  {
    name: 'the service is stopped',
    code: 'service.running/refuses',
    change: (machine) => ias(machine, {state: 'stopped', startedAt: null}),
  },
  {
    name: 'the service is disabled',
    code: 'service.running/disabled',
    change: (machine) => ias(machine, {state: 'stopped', startType: 'disabled', startedAt: null}),
  },
  {
    name: 'the service is started by hand only',
    code: 'service.running/not-automatic',
    change: (machine) => ias(machine, {startType: 'manual'}),
  },
  {
    name: 'the service runs as an account that may not read the key',
    code: 'cert.key-acl/denied',
    beside: ['service.account/other'],
    change: (machine) => ias(machine, {account: 'NT AUTHORITY\\LocalService'}),
  },
  {
    name: 'the extension is gone, and its DLLs are still registered',
    code: 'registry.dlls/file-missing',
    change(machine) {
      for (const path of Object.keys(machine.files)) if (path.includes('AzureMfa')) delete machine.files[path]
      for (const key of Object.keys(machine.registry))
        if (key.includes('{F3C1F3A9')) delete machine.registry[key]
    },
  },
  {
    name: 'the Visual C++ runtime was never installed',
    code: 'host.vcruntime/missing',
    change(machine) {
      ias(machine, {state: 'stopped', startedAt: null})
      delete machine.files['C:\\Windows\\system32\\vcruntime140.dll']
      delete machine.registry[runtimes]
    },
  },
  {
    name: 'the Visual C++ runtime lost a file',
    code: 'host.vcruntime/damaged',
    change(machine) {
      ias(machine, {state: 'stopped', startedAt: null})
      delete machine.files['C:\\Windows\\system32\\vcruntime140.dll']
    },
  },
  {
    name: 'TLS 1.2 is switched off for clients',
    code: 'host.schannel/disabled',
    change: (machine) => value(machine, tls12, 'Enabled', 0),
  },
  {
    name: '.NET Framework is kept from TLS 1.2',
    code: 'host.dotnet-tls/off',
    change(machine) {
      const framework = 'SOFTWARE\\Microsoft\\.NETFramework\\v4.0.30319'
      value(machine, framework, 'SchUseStrongCrypto', 0)
      value(machine, framework, 'SystemDefaultTlsVersions', 0)
    },
  },
  {
    name: 'the extension is old',
    code: 'extension.version/old',
    change(machine) {
      for (const name of ['MfaNpsAuthnExt.dll', 'MfaNpsAuthzExt.dll'])
        machine.files[`${extensions}\\${name}`]!.version = '1.0.1.40'
    },
  },
  {
    name: 'the extension logs that the token service refuses it',
    code: 'events.recent-errors/unsettled',
    change(machine) {
      const refused = tokenRefused('AADSTS7000112: Application is disabled.')
      log(
        machine.events,
        [30, 20, 10, 5].flatMap((minutes, index) => refused(minutesAgo(minutes), index)),
      )
    },
  },
]
