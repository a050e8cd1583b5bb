import {healthyIas, iasXml} from '../healthy/windows/ias-xml.ts'
import type {LabState, Scenario} from '../state.ts'
import {alice, inEntra, registry} from './change.ts'

/** What the network policy for VPN users allows, by the numbers of msNPAuthenticationType2. */
function allow({server}: LabState, ...authenticationTypes: number[]): void {
  for (const [path, file] of Object.entries(server.files))
    if (path.endsWith('\\ias.xml')) file.text = iasXml({...healthyIas, authenticationTypes})
}

/** PAP, MS-CHAPv2, and none: an RD Gateway has looked at the password itself. */
const [pap, msChapV2, unauthenticated] = [1, 4, 7]

export const methods: readonly Scenario[] = [
  {
    name: 'code-over-ms-chap',
    about: 'Alice will be asked for a one-time password, which the VPN’s MS-CHAPv2 cannot carry.',
    code: 'user.method-transportable/code-nowhere',
    exit: 1,
    change: (state) => allow(state, msChapV2),
  },
  {
    name: 'code-at-rd-gateway',
    about: 'Alice will be asked for a one-time password, and an RD Gateway has nowhere to type it.',
    code: 'user.method-transportable/code-at-gateway',
    exit: 1,
    change: (state) => allow(state, unauthenticated),
  },
  {
    name: 'code-over-some-protocols',
    about: 'The network policy allows MS-CHAPv2 beside PAP: whether a code can be typed is up to the client.',
    code: 'user.method-transportable/code-not-everywhere',
    exit: 0,
    change: (state) => allow(state, pap, msChapV2),
  },
  {
    name: 'sms-over-ms-chap',
    about: 'Alice chose SMS as default; the VPN’s MS-CHAPv2 cannot carry the code.',
    code: 'user.method-transportable/default-nowhere',
    exit: 1,
    change(state) {
      allow(state, msChapV2)
      inEntra(state, alice, {preferences: {preferred: 'sms', systemPreferred: null}})
    },
  },
  {
    name: 'approval-over-ms-chap',
    about: 'Sign-ins work: over MS-CHAPv2, NPS was told to send approvals.',
    code: null,
    exit: 0,
    change(state) {
      allow(state, msChapV2)
      registry(state, 'OVERRIDE_NUMBER_MATCHING_WITH_OTP', 'FALSE')
    },
  },
  {
    name: 'connect-stopped',
    about: 'Entra Connect is on this server too, and its service has been stopped since yesterday.',
    code: 'sync.service/stopped',
    exit: 0,
    change({server, tenant}) {
      server.services.ADSync = {
        state: 'stopped',
        startType: 'automatic',
        account: 'NT SERVICE\\ADSync',
        startedAt: null,
      }
      tenant.sync.lastMinutesAgo = 26 * 60
    },
  },
]
