import type {Scenario} from '../state.ts'
import {registry} from './change.ts'
import {garbleIas, ias} from './windows.ts'

/** Of msNPAuthenticationType2. */
const eap = 5

export const radius: readonly Scenario[] = [
  {
    name: 'no-radius-clients',
    about: 'Nobody told NPS of the VPN gateway.',
    code: 'radius.clients/none',
    exit: 1,
    change: (state) => ias(state, {clients: []}),
  },
  {
    name: 'radius-client-disabled',
    about: 'The VPN gateway is a RADIUS client of NPS, but a disabled one.',
    code: 'radius.clients/disabled',
    exit: 1,
    change: (state) => ias(state, {clients: [{name: 'VPN gateway', address: '192.0.2.70', enabled: false}]}),
  },
  {
    name: 'message-authenticator-not-required',
    about: 'The VPN gateway may send PAP requests without the Message-Authenticator attribute.',
    code: 'radius.hardening/exposed',
    exit: 0,
    change: (state) =>
      ias(state, {clients: [{name: 'VPN gateway', address: '192.0.2.70', requireSignature: false}]}),
  },
  {
    name: 'radius-replies-unsigned',
    about: 'NPS has none of the updates since July 2024, and does not sign its replies.',
    code: 'radius.message-authenticator/unsigned-replies',
    exit: 0,
    change(state) {
      state.radius.signsReplies = false
    },
  },
  {
    name: 'radius-secret-differs',
    about: 'The Wi-Fi controller, which speaks EAP, was given another shared secret than NPS has.',
    code: 'radius.secret/differs',
    exit: 1,
    change(state) {
      const clients = [{name: 'Wi-Fi controller', address: '192.0.2.70', requireSignature: false}]
      ias(state, {clients, authenticationTypes: [eap]})
      registry(state, 'OVERRIDE_NUMBER_MATCHING_WITH_OTP', 'FALSE')
      state.radius.knownSecret = 'N3w!Sh4red!Lab'
    },
  },
  {
    name: 'nps-configuration-garbled',
    about: 'Somebody left entities that multiply in NPS’ configuration file.',
    code: null,
    exit: 3,
    change: garbleIas,
  },
]
