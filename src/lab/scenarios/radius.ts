import type {Scenario} from '../state.ts'
import {garbleIas, ias} from './windows.ts'

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
    name: 'nps-configuration-garbled',
    about: 'Somebody left entities that multiply in NPS’ configuration file.',
    code: null,
    exit: 3,
    change: garbleIas,
  },
]
