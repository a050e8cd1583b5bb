import {channels, decided} from '../healthy/windows/events.ts'
import type {Scenario} from '../state.ts'
import {replaceCertificate} from './certificate-state.ts'
import {again, failed, minutesAgo, nps, people, record, signIn, tokenRefused} from './logged.ts'

export const events: readonly Scenario[] = [
  {
    name: 'extension-failing',
    about: 'The extension has failed for an hour, and nothing else that can be looked at says why.',
    code: 'logs.network/mfa-service-unreachable',
    exit: 1,
    change: (state) =>
      record(state, again(5, failed('HTTPS_COMMUNICATION_ERROR', 'Error communicating with the service.'))),
  },
  {
    name: 'extension-failed-earlier',
    about: 'The extension failed this morning, until somebody cured it; since then people sign in.',
    code: null,
    exit: 0,
    change: (state) =>
      record(state, [
        ...again(150, tokenRefused('AADSTS7000112: Application is disabled.')),
        ...signIn(minutesAgo(90), 'mia'),
      ]),
  },
  {
    name: 'tokens-granted-again',
    about:
      'The application was disabled until minutes ago; it is enabled again, and nobody has signed in yet.',
    code: 'events.recent-errors/unsettled',
    exit: 0,
    change: (state) => record(state, again(5, tokenRefused('AADSTS7000112: Application is disabled.'))),
  },
  {
    name: 'secret-mismatch',
    about: 'The VPN gateway was given a new shared secret, and NPS was not.',
    code: 'logs.transport/secret-mismatch',
    exit: 1,
    change(state) {
      state.radius.knownSecret = 'N3w!Sh4red!Lab'
      record(state, again(3, nps(18, '192.0.2.70')))
    },
  },
  {
    name: 'message-authenticator-missing',
    about: 'Since an update NPS drops what a proxy sends without Message-Authenticator.',
    code: 'logs.transport/proxy-state-dropped',
    exit: 1,
    change: (state) => record(state, again(3, nps(4418, '192.0.2.70'))),
  },
  {
    name: 'radius-client-unknown',
    about: 'Another VPN gateway asks NPS, which has no RADIUS client with its address.',
    code: 'logs.transport/client-unknown',
    exit: 3,
    change(state) {
      state.radius.nasAddress = '192.0.2.75'
      record(state, again(3, nps(13, '192.0.2.75')))
    },
  },
  {
    name: 'policy-refuses',
    about: 'The VPN gateway speaks PAP, which the network policy does not allow.',
    code: 'logs.first-factor/method-not-allowed',
    exit: 1,
    change: (state) =>
      record(
        state,
        again(3, (at, index) =>
          decided(6273, at, people[index]!, {ReasonCode: '66', Reason: 'Not enabled.'}),
        ),
      ),
  },
  {
    name: 'extension-silenced',
    about: 'Somebody switched off the event channel that holds the extension’s errors.',
    code: null,
    exit: 3,
    change({server}) {
      server.events[channels.admin] = {enabled: false, xml: []}
    },
  },
  {
    name: 'not-administrator',
    about: 'Sign-ins work; the doctor was started from a prompt that is not elevated.',
    code: null,
    exit: 3,
    change({server}) {
      server.identity.elevated = false
    },
  },
  {
    name: 'auditing-off',
    about: 'Sign-ins work; a hardening tool made the Security log silent about NPS.',
    code: 'events.audit/off',
    exit: 0,
    change({server}) {
      server.auditing = {}
      Object.assign(server.events, {Security: {enabled: true, xml: []}})
    },
  },
  {
    name: 'expired-and-logged',
    about: 'The certificate ended an hour ago, and the event log is full of the consequences.',
    code: 'cert.expiry/expired',
    exit: 1,
    async change(state, make) {
      const notBefore = minutesAgo(730 * 1440)
      await replaceCertificate(state, make, {notBefore, notAfter: minutesAgo(60)})
      record(state, again(5, tokenRefused('AADSTS700027: Client assertion contains an invalid signature.')))
    },
  },
]
