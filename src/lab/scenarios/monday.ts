import {clientAppId} from '../../catalogue/apps.ts'
import {authenticationDll, authorizationDll, scriptBackup} from '../../catalogue/extension-dlls.ts'
import {registered} from '../healthy/tenant.ts'
import {decided} from '../healthy/windows/events.ts'
import type {Scenario} from '../state.ts'
import {host, inDirectory, principal} from './change.ts'
import {changeDll, registerDlls} from './extension-state.ts'
import {
  accepted,
  again,
  askedForCode,
  exception,
  failed,
  minutesAgo,
  notStarted,
  people,
  quickly,
  record,
  refused,
  schannel,
  signIn,
  through,
  tokenRefused,
  withoutMfa,
} from './logged.ts'
import {removeSystemFile, setRegistry} from './windows.ts'

const hour = 3_600_000
const rdGateway = through('RD gateway', '192.0.2.90')
const tls12 = 'SYSTEM\\CurrentControlSet\\Control\\SecurityProviders\\SCHANNEL\\Protocols\\TLS 1.2\\Client'
const unreachable = failed('HTTPS_COMMUNICATION_ERROR', 'Error communicating with the service.')

/** What helpdesks meet on a Monday morning: one cause each, and logs full of its consequences. */
export const monday: readonly Scenario[] = [
  {
    name: 'monday-certificate',
    about:
      'The certificate ended in the night; since the morning nobody gets in, and every error blames something else.',
    code: 'cert.expiry/expired',
    exit: 1,
    async change(state, make) {
      const notAfter = new Date(Date.now() - 2 * hour)
      const ended = await make.extensionCertificate({notBefore: minutesAgo(730 * 1440), notAfter})
      state.server.certificates = [ended]
      principal(state, clientAppId).keys = [registered(ended.certificate)]
      record(
        state,
        again(
          5,
          tokenRefused(
            'AADSTS700027: Client assertion contains an invalid signature. [Reason - The key used is expired.]',
          ),
        ),
      )
    },
  },
  {
    name: 'monday-codes',
    about:
      'The extension was upgraded in passing; now RD Gateway users are asked for a code that they cannot enter.',
    code: 'logs.method/code-not-given',
    exit: 1,
    change(state) {
      state.server.services.IAS!.startedAt = minutesAgo(98).toISOString()
      for (const dll of [authenticationDll, authorizationDll])
        changeDll(state, dll, {modifiedAt: minutesAgo(100).toISOString()})
      record(
        state,
        again(5, (at, index) => askedForCode(at, people[index % 3]!)),
      )
    },
  },
  {
    name: 'monday-secret',
    about:
      'Whoever comes through the new firewall is refused by NPS; through the old one the same people get in.',
    code: 'logs.first-factor/secret-garbled',
    exit: 1,
    change: (state) =>
      record(state, [
        ...again(5, refused(16, through('New firewall', '192.0.2.71'))),
        ...signIn(minutesAgo(33), 'lee'),
        ...signIn(minutesAgo(12), 'mia'),
      ]),
  },
  {
    name: 'monday-gateway',
    about: 'The RD Gateway gives up after seconds: people approve four prompts and still do not get in.',
    code: 'logs.timing/client-impatient',
    exit: 1,
    change: (state) =>
      record(
        state,
        [40, 20, 10].flatMap((minutes, turn) =>
          quickly(minutes, 4, (at) => [
            accepted(at, people[turn]!),
            decided(6274, at, people[turn]!, {ReasonCode: '3', Reason: 'Malformed.', ...rdGateway}),
          ]),
        ),
      ),
  },
  {
    name: 'monday-only-one',
    about: 'Only Alice fails: her principal name on premises ends in a line break.',
    code: 'user.in-ad/upn-whitespace',
    exit: 1,
    change(state) {
      const {attributes} = inDirectory(state, 'alice')
      attributes.userPrincipalName = [`${attributes.userPrincipalName?.[0]}\r`]
      record(state, [
        ...again(5, (at) => [
          exception(at, 'alice@contoso.example\r\n', 'UserNotFound', 'The user is not found.'),
          decided(6274, at, 'alice', {ReasonCode: '9', Reason: 'Discarded.'}),
        ]),
        ...signIn(minutesAgo(12), 'mia'),
      ])
    },
  },
  {
    name: 'monday-tls',
    about: 'Since Friday’s hardening nothing on the server speaks TLS 1.2 any more.',
    code: 'host.schannel/disabled',
    exit: 1,
    change(state) {
      setRegistry(state, tls12, 'Enabled', 0)
      setRegistry(state, tls12, 'DisabledByDefault', 1)
      state.server.registry[tls12]!.writtenAt = minutesAgo(90).toISOString()
      record(state, [...again(5, unreachable), ...again(5, schannel)])
    },
  },
  {
    name: 'monday-new-host',
    about:
      'Last night’s upgrade asks another host for MFA, which the firewall does not know; the certificate was renewed for nothing.',
    code: 'endpoints.mfa-service/tls-timeout',
    exit: 1,
    async change(state, make) {
      for (const dll of [authenticationDll, authorizationDll])
        changeDll(state, dll, {modifiedAt: minutesAgo(100).toISOString()})
      state.server.services.IAS!.startedAt = minutesAgo(98).toISOString()
      host(state, 'strongauthenticationservice.auth.microsoft.com', {tcp: 'silent'})
      const renewed = await make.extensionCertificate()
      state.server.certificates.push(renewed)
      principal(state, clientAppId).keys.push(registered(renewed.certificate))
      record(state, again(5, unreachable))
    },
  },
  {
    name: 'monday-service',
    about:
      'After the installation NPS does not start: the Visual C++ runtime is missing, and the Wi-Fi is down as well.',
    code: 'host.vcruntime/missing',
    exit: 1,
    change(state) {
      delete state.server.registry['SOFTWARE\\Microsoft\\VisualStudio\\14.0\\VC\\Runtimes\\X64']
      for (const file of ['vcruntime140.dll', 'msvcp140.dll']) removeSystemFile(state, file)
      Object.assign(state.server.services.IAS!, {state: 'stopped', startedAt: null})
      record(state, again(5, notStarted))
    },
  },
  {
    name: 'monday-mfa-off',
    about:
      'The morning after troubleshooting nobody is prompted, and nobody complains: the test without MFA was never undone.',
    code: 'registry.dlls/left-off',
    exit: 1,
    change(state) {
      registerDlls(state, 'AuthorizationDLLs', [])
      registerDlls(state, 'ExtensionDLLs', [])
      state.server.files[scriptBackup] = {
        bytes: 1204,
        modifiedAt: minutesAgo(900).toISOString(),
        version: null,
        company: null,
      }
      record(state, again(5, withoutMfa))
    },
  },
]
