import type {Scenario} from '../state.ts'
import {
  accountProxy,
  ias,
  removeRuntime,
  removeSystemFile,
  role,
  setRegistry,
  switchOffTls12,
  tls12,
} from './windows.ts'

const suites = 'SOFTWARE\\Policies\\Microsoft\\Cryptography\\Configuration\\SSL\\00010002'
const dotnet = 'SOFTWARE\\Microsoft\\.NETFramework\\v4.0.30319'
const windows = 'SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion'

export const host: readonly Scenario[] = [
  {
    name: 'server-out-of-support',
    about: 'NPS still runs on Windows Server 2012 R2.',
    code: 'host.os/out-of-support',
    exit: 0,
    change(state) {
      state.server.system.version = '6.3.9600'
      setRegistry(state, windows, 'ProductName', 'Windows Server 2012 R2 Standard')
    },
  },
  {
    name: 'nps-role-missing',
    about: 'The extension was set up on a server without the role Network Policy Server.',
    code: 'host.role/missing',
    exit: 1,
    change(state) {
      delete state.server.services.IAS
      removeSystemFile(state, 'ias\\ias.xml')
    },
  },
  {
    name: 'server-not-registered',
    about: 'The NPS server is not in the group RAS and IAS Servers.',
    code: 'host.registered/not-member',
    exit: 0,
    change(state) {
      for (const computer of state.directory.computers) computer.memberOf = []
    },
  },
  {
    name: 'nps-only-forwards',
    about:
      'The extension is installed on an NPS that hands every request on to another one, which is silent.',
    code: 'host.role/only-forwards',
    exit: 3,
    change: (state) =>
      ias(state, {
        forwardTo: 'CENTRAL NPS',
        remoteServers: [{group: 'CENTRAL NPS', address: '192.0.2.80', timeout: 60, blackout: 60}],
      }),
  },
  {
    name: 'gateway-on-same-server',
    about: 'The extension was installed on the Remote Desktop Gateway itself.',
    code: 'host.role/colocated',
    exit: 0,
    change: (state) => role(state, 'TSGateway'),
  },
  {
    name: 'runtime-missing',
    about: 'The Visual C++ runtime that the extension is linked against was never installed.',
    code: 'host.vcruntime/missing',
    exit: 1,
    change: removeRuntime,
  },
  {
    name: 'tls12-disabled',
    about: 'A hardening template switched TLS 1.2 off for clients.',
    code: 'host.schannel/disabled',
    exit: 1,
    change: (state) => switchOffTls12(state, null),
  },
  {
    name: 'tls12-hardened',
    about: 'Everything works: a hardening template wrote TLS 1.2 down as on, the way IIS Crypto does.',
    code: null,
    exit: 0,
    change(state) {
      setRegistry(state, tls12, 'Enabled', 0xffffffff)
      setRegistry(state, tls12, 'DisabledByDefault', 0)
    },
  },
  {
    name: 'cipher-suites-outdated',
    about: 'A Group Policy of years ago lists cipher suites that Microsoft no longer takes.',
    code: 'host.schannel/no-suite',
    exit: 1,
    change: (state) =>
      setRegistry(state, suites, 'Functions', 'TLS_RSA_WITH_AES_256_CBC_SHA,TLS_RSA_WITH_3DES_EDE_CBC_SHA'),
  },
  {
    name: 'dotnet-without-tls12',
    about: 'The setup script could not speak TLS 1.2 when the certificate has to be renewed.',
    code: 'host.dotnet-tls/off',
    exit: 0,
    change(state) {
      setRegistry(state, dotnet, 'SchUseStrongCrypto', 0)
      setRegistry(state, dotnet, 'SystemDefaultTlsVersions', 0)
    },
  },
  {
    name: 'proxy-of-network-service',
    about: 'A proxy was set for NETWORK SERVICE, but not for the machine.',
    code: 'host.proxy-planes/differ',
    exit: 0,
    change: (state) => accountProxy(state, 'S-1-5-20', 'proxy.contoso.example:8080'),
  },
]
