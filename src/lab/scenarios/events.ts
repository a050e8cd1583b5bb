import {clientAppId} from '../../catalogue/apps.ts'
import {registered} from '../healthy/tenant.ts'
import {channels, decided, log, minutesAgo, said, signIn} from '../healthy/windows/events.ts'
import type {LoggedEvent} from '../state/event.ts'
import type {LabState, Scenario} from '../state.ts'
import {principal} from './change.ts'

const record = ({server}: LabState, events: readonly LoggedEvent[]) => log(server.events, events)

/** The same every few minutes, up to some minutes ago. */
const again = (
  until: number,
  make: (at: Date, index: number) => LoggedEvent | LoggedEvent[],
): LoggedEvent[] => [40, 30, 20, 10, 0].flatMap((earlier, index) => make(minutesAgo(until + earlier), index))

const cid = '1c7e5b90-6a2d-4b8f-9e14-d3f0a86c2b75'
const people = ['alice', 'lee', 'mia', 'kim', 'trail']

export const exception = (at: Date, user: string, code: string, text: string): LoggedEvent =>
  said(
    channels.admin,
    3,
    2,
    at,
    `CID: ${cid} :Exception in Authentication Ext for User ${user} :: ErrorCode:: CID :${cid} ${code} Msg:: ${text} Enter ERROR_CODE @ https://go.microsoft.com/fwlink/?linkid=846827 for detailed troubleshooting steps.`,
  )

/** The extension failed, and so NPS answered nothing. */
const failed = (code: string, text: string) => (at: Date, index: number) => [
  exception(at, people[index]!, code, text),
  decided(6274, at, people[index]!, {
    ReasonCode: '9',
    Reason: 'The request was discarded by a third-party extension DLL file.',
  }),
]

export const tokenRefused = (aadsts: string) =>
  failed(
    'ESTS_TOKEN_ERROR',
    `Verify the client certificate is properly enrolled in Azure against your tenant and the server can access URL in Registry STS_URL. Error authenticating to eSTS: ErrorCode:: ESTS_TOKEN_ERROR Msg:: Error in retreiving token details from request handle: -895352823 ${aadsts}\r\nTrace ID: ${cid}`,
  )

const nps = (id: number, text: string) => (at: Date) => ({
  channel: 'System',
  provider: 'NPS',
  id,
  level: 2,
  at,
  data: [text],
})

export const events: readonly Scenario[] = [
  {
    name: 'extension-failing',
    about: 'The extension has failed for an hour, and nothing else that can be looked at says why.',
    code: 'events.recent-errors/failing',
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
    name: 'secret-mismatch',
    about: 'The VPN gateway was given a new shared secret, and NPS was not.',
    code: 'events.recent-errors/secret-mismatch',
    exit: 1,
    change: (state) => record(state, again(3, nps(18, '192.0.2.70'))),
  },
  {
    name: 'message-authenticator-missing',
    about: 'Since an update NPS drops what a proxy sends without Message-Authenticator.',
    code: 'events.recent-errors/no-message-authenticator',
    exit: 1,
    change: (state) => record(state, again(3, nps(4418, '192.0.2.70'))),
  },
  {
    name: 'radius-client-unknown',
    about: 'Another VPN gateway asks NPS, which has no RADIUS client with its address.',
    code: 'events.recent-errors/client-unknown',
    exit: 0,
    change: (state) => record(state, again(3, nps(13, '192.0.2.75'))),
  },
  {
    name: 'policy-refuses',
    about: 'The VPN gateway speaks PAP, which the network policy does not allow.',
    code: 'events.recent-errors/refused',
    exit: 0,
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
      const notAfter = new Date(Date.now() - 3_600_000)
      const ended = await make.extensionCertificate({notBefore: minutesAgo(730 * 1440), notAfter})
      state.server.certificates = [ended]
      principal(state, clientAppId).keys = [registered(ended.certificate)]
      record(state, again(5, tokenRefused('AADSTS700027: Client assertion contains an invalid signature.')))
    },
  },
]
