import {authenticationDll, authorizationDll} from '../../catalogue/extension-dlls.ts'
import {decided} from '../healthy/windows/events.ts'
import type {LabState, Scenario} from '../state.ts'
import {addCertificate, replaceCertificate} from './certificate-state.ts'
import {host, inDirectory} from './change.ts'
import {changeDll, takeOutForTest} from './extension-state.ts'
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
import {removeRuntime, switchOffTls12} from './windows.ts'

const rdGateway = through('RD gateway', '192.0.2.90')
const unreachable = failed('HTTPS_COMMUNICATION_ERROR', 'Error communicating with the service.')

/** The extension was upgraded, and NPS started anew after it. */
function upgraded(state: LabState): void {
  for (const dll of [authenticationDll, authorizationDll])
    changeDll(state, dll, {modifiedAt: minutesAgo(100).toISOString()})
  state.server.services.IAS!.startedAt = minutesAgo(98).toISOString()
}

/** What helpdesks meet on a Monday morning: one cause each, and logs full of its consequences. */
export const monday: readonly Scenario[] = [
  {
    name: 'monday-certificate',
    about:
      'The certificate ended in the night; since the morning nobody gets in, and every error blames something else.',
    code: 'cert.expiry/expired',
    exit: 1,
    async change(state, make) {
      const notBefore = minutesAgo(730 * 1440)
      await replaceCertificate(state, make, {notBefore, notAfter: minutesAgo(120)})
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
      upgraded(state)
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
      switchOffTls12(state, minutesAgo(90))
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
      upgraded(state)
      host(state, 'strongauthenticationservice.auth.microsoft.com', {tcp: 'silent'})
      await addCertificate(state, make)
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
      removeRuntime(state)
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
      takeOutForTest(state, minutesAgo(900))
      record(state, again(5, withoutMfa))
    },
  },
]
