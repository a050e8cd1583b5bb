import {accounts} from './scenarios/accounts.ts'
import {certificateChoice} from './scenarios/certificate-choice.ts'
import {certificates} from './scenarios/certificates.ts'
import {clock} from './scenarios/clock.ts'
import {entraUsers} from './scenarios/entra-users.ts'
import {events} from './scenarios/events.ts'
import {extension} from './scenarios/extension.ts'
import {graph} from './scenarios/graph.ts'
import {healthy} from './scenarios/healthy.ts'
import {host} from './scenarios/host.ts'
import {keys} from './scenarios/keys.ts'
import {licences} from './scenarios/licences.ts'
import {methods} from './scenarios/methods.ts'
import {mfa} from './scenarios/mfa.ts'
import {mfaOff} from './scenarios/mfa-off.ts'
import {monday} from './scenarios/monday.ts'
import {names} from './scenarios/names.ts'
import {network} from './scenarios/network.ts'
import {radius} from './scenarios/radius.ts'
import {registry} from './scenarios/registry.ts'
import {service} from './scenarios/service.ts'
import {setup} from './scenarios/setup.ts'
import {sync} from './scenarios/sync.ts'
import {tenant} from './scenarios/tenant.ts'
import {token} from './scenarios/token.ts'
import {users} from './scenarios/users.ts'
import type {Scenario} from './state.ts'

/** Every named fault, in the order of the path that a sign-in takes. */
export const scenarios: readonly Scenario[] = [
  ...healthy,
  ...mfaOff,
  ...registry,
  ...setup,
  ...extension,
  ...service,
  ...host,
  ...radius,
  ...network,
  ...clock,
  ...certificates,
  ...certificateChoice,
  ...tenant,
  ...keys,
  ...licences,
  ...token,
  ...mfa,
  ...graph,
  ...sync,
  ...users,
  ...names,
  ...accounts,
  ...entraUsers,
  ...methods,
  ...events,
  ...monday,
]
